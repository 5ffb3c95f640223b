/** Engines under a seeded schedule in virtual time: what a network, a disk and an adversary may do to them. */
package io.gradchain.consensus.sim;
