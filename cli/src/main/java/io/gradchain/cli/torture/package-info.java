/** Hurts a testnet of real processes and says whether it kept its promises. */
package io.gradchain.cli.torture;
