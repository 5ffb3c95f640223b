/** What adversaries of every engine are made of, and those that need to understand none. */
package io.gradchain.consensus.sim.adversary;
