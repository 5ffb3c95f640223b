/** Delegated proof of stake in the simulator: its threat model, one class for each kind of Byzantine producer, and its judge. */
package io.gradchain.consensus.dpos.lab;
