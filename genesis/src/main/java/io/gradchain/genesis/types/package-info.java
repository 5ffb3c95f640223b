/** What chains consist of: amounts, addresses, transactions, blocks, receipts. */
package io.gradchain.genesis.types;
