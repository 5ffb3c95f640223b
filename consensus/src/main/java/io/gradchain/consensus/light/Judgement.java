package io.gradchain.consensus.light;

import io.gradchain.genesis.types.BlockHeader;

/** What a light client makes of what it was told. */
public sealed interface Judgement {
    /** It is true; {@code tip} is the newest header by now, which need not be the one told. */
    record Accepted(BlockHeader tip) implements Judgement {}

    /** It breaks {@code rule}; nothing changed. */
    record Refused(LightRule rule, String cause) implements Judgement {
        @Override
        public String toString() {
            return rule.code() + " " + cause + ": " + rule.words();
        }
    }
}
