package io.gradchain.node.network;

/**
 * One who is banned.
 *
 * @param who a network key in hex, or the address of strangers whose handshakes failed too often
 * @param secondsLeft until it may come back, rounded up
 * @param reason why the last points were given, the rule first
 */
public record BanInfo(String who, long secondsLeft, String reason) {}
