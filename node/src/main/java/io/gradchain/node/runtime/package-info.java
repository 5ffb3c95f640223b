/** Drives a consensus engine: one thread for its events, one for execution, the disk before the wire. */
package io.gradchain.node.runtime;
