/** The engine named {@code pow}: double SHA-256, ASERT, most work wins, headers first (C-100..C-127). */
package io.gradchain.consensus.pow;
