package io.gradchain.consensus.sim;

import java.util.Optional;

/**
 * Judges what honest validators write and say, over all their lives together, by rules of its own: it shares none with
 * the engine it watches.
 */
public interface Auditor {
    /** What is wrong with one more record in the log of {@code validator}, in words. */
    Optional<String> persisted(int validator, byte[] record);

    /** What is wrong with {@code validator} sending {@code message}, in words. */
    Optional<String> sent(int validator, byte[] message);

    /** Where there is nothing to contradict: an engine without votes. */
    static Auditor none() {
        return new Auditor() {
            @Override
            public Optional<String> persisted(int validator, byte[] record) {
                return Optional.empty();
            }

            @Override
            public Optional<String> sent(int validator, byte[] message) {
                return Optional.empty();
            }
        };
    }
}
