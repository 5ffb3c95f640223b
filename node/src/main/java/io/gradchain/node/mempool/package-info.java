/** Transactions that wait for a block. Nothing here is protocol: two honest nodes may hold different pools. */
package io.gradchain.node.mempool;
