/** Proof of work under the simulator: its numbers, its Byzantine miners, and a judge of honest ones. */
package io.gradchain.consensus.pow.lab;
