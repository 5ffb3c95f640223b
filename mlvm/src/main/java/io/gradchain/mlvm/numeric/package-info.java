/**
 * The numbers of the machine and their one rule: the exact real result, rounded once to nearest with ties to even, or a
 * trap. {@link io.gradchain.mlvm.numeric.Fixed} is the door.
 */
package io.gradchain.mlvm.numeric;
