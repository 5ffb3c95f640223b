package io.gradchain.cli.lab;

import io.gradchain.cli.chain.LabClient;

/**
 * One running node.
 *
 * @param key its network key in hex, by which its peers are told of it
 */
record LabNode(String name, String key, LabClient lab) {}
