/** The network lab over all nodes of a running testnet: names instead of keys, and every node told its side. */
package io.gradchain.cli.lab;
