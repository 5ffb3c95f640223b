/**
 * The seam between an engine and its runtime: events, effects, the committee and the view of the chain. It lies below the
 * engines, and {@code io.gradchain.consensus.Engines} above them.
 */
package io.gradchain.consensus.engine;
