/** Measures consensus engines on a local testnet under open-loop load. */
package io.gradchain.cli.bench;
