/** The user's own keys: encrypted files in the home folder, and how passwords are asked for. */
package io.gradchain.cli.keys;
