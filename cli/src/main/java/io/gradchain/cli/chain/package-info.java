/** A chain as a client sees it through one node: accounts, transactions, contracts, blocks. */
package io.gradchain.cli.chain;
