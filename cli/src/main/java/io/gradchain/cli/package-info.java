/** The door: {@code gradchain} on the command line. */
package io.gradchain.cli;
