/** The store on disk; nothing else in the project touches RocksDB. */
package io.gradchain.storage.rocks;
