/** Reverse-mode differentiation of the intermediate form; {@link io.gradchain.mlvm.grad.diff.Differentiator} is the door. */
package io.gradchain.mlvm.grad.diff;
