/** The network lab: bad networks between nodes of a test chain, made inside the nodes. */
package io.gradchain.node.network.lab;
