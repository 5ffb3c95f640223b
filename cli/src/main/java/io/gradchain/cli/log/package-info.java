/** The library that writes the logs of nodes, as the node asks for it. */
package io.gradchain.cli.log;
