/** Blocks, receipts and the indexes over them. */
package io.gradchain.storage.blocks;
