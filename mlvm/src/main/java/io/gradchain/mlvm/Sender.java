package io.gradchain.mlvm;

/**
 * Who called a function: an account or another contract.
 *
 * @param address 20 bytes
 * @param paid units
 */
record Sender(byte[] address, long paid) {}
