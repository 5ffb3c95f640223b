/** The authenticated state: a canonical hash tree versioned by its root, with proofs that need no database. */
package io.gradchain.storage.state;
