package io.gradchain.node.rpc.limit;

import java.time.Duration;

/**
 * Of calls. A rate is in units: a call costs 1, and 1 more for each ms it runs and each 64 KiB of its body.
 *
 * @param threads that run methods
 * @param queued calls that wait for a thread
 * @param waiting calls that wait for finality, without a thread
 * @param waitingPerAddress of them from one address that is not this machine
 * @param time of one request, in the queue and running; waiting for finality has its own
 * @param answerBytes of one answer
 * @param unitsPerSecond an address may spend; as many may be spent at once
 * @param localUnitsPerSecond the same for this machine
 */
public record CallLimits(
        int threads,
        int queued,
        int waiting,
        int waitingPerAddress,
        Duration time,
        int answerBytes,
        long unitsPerSecond,
        long localUnitsPerSecond) {
    public CallLimits {
        if (threads < 1 || queued < 1 || waiting < 1 || waitingPerAddress < 1 || answerBytes < 1024) {
            throw new IllegalArgumentException("threads and calls are positive, an answer has at least 1 KiB");
        }
        if (unitsPerSecond < 1 || localUnitsPerSecond < 1) {
            throw new IllegalArgumentException("rates are positive");
        }
    }

    public static CallLimits usual() {
        return new CallLimits(4, 256, 512, 64, Duration.ofSeconds(10), 16 << 20, 200, 50_000);
    }
}
