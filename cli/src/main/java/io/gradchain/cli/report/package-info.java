/** Results for people and as JSON. */
package io.gradchain.cli.report;
