/** The key-value store: its columns on one page, batches, and the store that lives in memory. */
package io.gradchain.storage.kv;
