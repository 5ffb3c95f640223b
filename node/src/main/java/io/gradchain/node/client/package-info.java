/** A client of a node's JSON-RPC, as the command line uses it. */
package io.gradchain.node.client;
