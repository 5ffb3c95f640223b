/** Follows a chain by its headers alone: no state, no blocks, no network. */
package io.gradchain.consensus.light;
