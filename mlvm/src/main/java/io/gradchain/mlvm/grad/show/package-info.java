/** Derived gradients as formulas to read; {@link io.gradchain.mlvm.grad.show.GradientText} is the door. */
package io.gradchain.mlvm.grad.show;
