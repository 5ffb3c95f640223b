/** Between the network and everything that speaks over it: consensus, transactions, catching up. */
package io.gradchain.node.relay;
