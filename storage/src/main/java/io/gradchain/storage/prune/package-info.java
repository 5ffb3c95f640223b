/** Removes the nodes of the state tree that no kept root needs, while blocks go on being written (S-10). */
package io.gradchain.storage.prune;
