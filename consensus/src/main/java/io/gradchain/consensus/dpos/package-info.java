/** The engine named {@code dpos}: fixed slots, elected and shuffled producers, finality by two chained quorums (C-200…). */
package io.gradchain.consensus.dpos;
