/** What can be wrong with a data directory, numbered. */
package io.gradchain.storage.fault;
