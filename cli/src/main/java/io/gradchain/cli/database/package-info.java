/** The data directory of a node of this machine, running or not. */
package io.gradchain.cli.database;
