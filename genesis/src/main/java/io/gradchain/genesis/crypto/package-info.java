/** Hashes, keys and signatures; the only package that touches Bouncy Castle. */
package io.gradchain.genesis.crypto;
