/** The door of the storage module: a node's data directory. */
package io.gradchain.storage;
