/** Chained Simplex in the simulator: its threat model, one class for each kind of Byzantine validator, and its judge. */
package io.gradchain.consensus.simplex.lab;
