/** Proof of stake by chained Simplex; {@code SPEC.md} of this module numbers the rules the code cites. */
package io.gradchain.consensus.simplex;
