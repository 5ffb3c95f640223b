/** The protocol's own rules: what a block does to the state. Deterministic: no clock, no randomness, no floating point. */
package io.gradchain.node.execution;
