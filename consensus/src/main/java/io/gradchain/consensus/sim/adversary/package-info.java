/** The threat model, one class for each kind of Byzantine validator. */
package io.gradchain.consensus.sim.adversary;
