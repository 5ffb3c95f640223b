package io.gradchain.consensus;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.simplex.SimplexEngine;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;

/** The door of this module: gives the engine a chain spec names. */
public final class Engines {
    private Engines() {}

    /**
     * An engine that has yet to {@link ConsensusEngine#recover}.
     *
     * @param key our voting key; none, or one that is no member's, makes an observer that follows and serves
     * @param incarnation raised by one whenever a snapshot is restored; the same on all validators
     * @throws IllegalArgumentException when the spec names no engine we have, or its parameters are out of range
     */
    public static ConsensusEngine create(
            ChainSpec spec, Committee committee, Optional<KeyPair> key, SignatureScheme scheme, long incarnation) {
        return switch (spec.engine()) {
            case SimplexEngine.ID -> SimplexEngine.create(spec, committee, key, scheme, incarnation);
            default -> throw new IllegalArgumentException("unknown consensus engine: " + spec.engine());
        };
    }

    /** The committee a chain starts with: epoch 0, the validators of its spec in order. */
    public static Committee genesisCommittee(ChainSpec spec) {
        List<Committee.Member> members = spec.validators().stream()
                .map(validator -> new Committee.Member(validator.key(), validator.weight()))
                .toList();
        return new Committee(0, members);
    }
}
