/** One class a command; each reads its options, asks the packages below, and prints. */
package io.gradchain.cli.command;
