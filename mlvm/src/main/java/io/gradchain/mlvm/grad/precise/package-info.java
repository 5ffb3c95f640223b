/**
 * What programs mean, computed with 36 digits and without any of the machine's kernels; {@link
 * io.gradchain.mlvm.grad.precise.GradientCheck} holds derived gradients against it. No chain depends on a number from
 * here.
 */
package io.gradchain.mlvm.grad.precise;
