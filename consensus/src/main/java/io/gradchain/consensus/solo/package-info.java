/** The smallest engine: one validator, blocks at once. Read it first if you want to write an engine. */
package io.gradchain.consensus.solo;
