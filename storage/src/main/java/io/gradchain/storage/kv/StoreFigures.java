package io.gradchain.storage.kv;

/**
 * How a database on a disk is doing, of all columns together.
 *
 * @param liveBytes estimated size of what is neither deleted nor replaced
 * @param fileBytes size of its table files
 * @param memtableBytes what waits in memory to be written to a table
 * @param cacheBytes blocks of tables held in memory
 * @param pendingBytes what compaction still has to rewrite, estimated
 * @param levelZeroFiles tables not yet merged: many of them slow reads, then writes
 * @param stalls writes that were slowed or stopped since the database was opened, to let compaction catch up
 * @param writesStopped whether writes wait at this moment
 */
public record StoreFigures(
        long liveBytes,
        long fileBytes,
        long memtableBytes,
        long cacheBytes,
        long pendingBytes,
        long levelZeroFiles,
        long stalls,
        boolean writesStopped) {}
