package io.gradchain.cli.top;

import tools.jackson.databind.JsonNode;

/**
 * One node at one moment, as {@code node_vitals} tells it; times in ms of its clock and µs, CPU time in ns.
 *
 * @param halted why it stopped voting; empty while it runs
 * @param blocks final ones since its start
 * @param transactions final ones since its start
 * @param p50 from the proposal of one of its own blocks to its finality, in µs; 0 where it proposed none
 * @param sync 95 % of its syncs of the vote log take at most so many µs
 */
public record Vitals(
        long time,
        long pid,
        long height,
        long finalHeight,
        long view,
        String halted,
        boolean validator,
        boolean syncing,
        long blocks,
        long transactions,
        long p50,
        long p99,
        long sync,
        long waiting,
        long peersIn,
        long peersOut,
        long bytes,
        long cpuNanos,
        long heapBytes) {

    public static Vitals of(JsonNode told) {
        return new Vitals(
                number(told, "time"),
                number(told, "pid"),
                number(told, "height"),
                number(told, "finalHeight"),
                number(told, "view"),
                told.path("halted").asString(),
                told.path("validator").asBoolean(),
                told.path("syncing").asBoolean(),
                number(told, "finalBlocks"),
                number(told, "finalTransactions"),
                told.at("/proposeToFinal/p50Micros").asLong(),
                told.at("/proposeToFinal/p99Micros").asLong(),
                told.at("/sync/p95Micros").asLong(),
                number(told, "waiting"),
                number(told, "peersIn"),
                number(told, "peersOut"),
                number(told, "receivedBytes") + number(told, "sentBytes"),
                number(told, "cpuNanos"),
                number(told, "heapUsedBytes"));
    }

    /** Numbers of 64 bits travel as text. */
    private static long number(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isString() ? Long.parseLong(value.asString()) : value.asLong(0);
    }
}
