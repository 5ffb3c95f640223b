/** Testnets on this machine: their folder, their processes, and starting and stopping them. */
package io.gradchain.cli.testnet;
