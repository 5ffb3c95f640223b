package io.gradchain.cli.torture;

import io.gradchain.genesis.spec.ChainSpec;

/** The node that is attacked. */
record Target(ChainSpec spec, int peerPort, int rpcPort) {}
