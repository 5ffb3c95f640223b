/** What the chain's training is compared with: the same algorithm in double precision, off the chain. */
package io.gradchain.cli.reference;
