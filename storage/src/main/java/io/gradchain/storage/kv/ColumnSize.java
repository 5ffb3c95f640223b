package io.gradchain.storage.kv;

/**
 * How much a column holds.
 *
 * @param keys entries
 * @param bytes what they take: on disk, as compressed, and in memory until it is written there
 */
public record ColumnSize(long keys, long bytes) {}
