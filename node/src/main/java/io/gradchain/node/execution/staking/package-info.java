/** Stake and what follows from it (E-8 to E-13): who may vote, who is paid, who is punished. */
package io.gradchain.node.execution.staking;
