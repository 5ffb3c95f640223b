/** What the command line tells a person who cannot have what was asked: code, place, cause, hint. */
package io.gradchain.cli.error;
