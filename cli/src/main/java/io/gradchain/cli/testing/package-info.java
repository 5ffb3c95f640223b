/** Runs tests written in Grad: a small chain in memory, on which a contract and a test that calls it stand. */
package io.gradchain.cli.testing;
