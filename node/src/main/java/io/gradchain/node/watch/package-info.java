/** Waiting for the chain to get somewhere, without asking again and again. */
package io.gradchain.node.watch;
