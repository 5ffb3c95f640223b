package io.gradchain.consensus;

import io.gradchain.consensus.dpos.DposEngine;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.pow.PowEngine;
import io.gradchain.consensus.simplex.SimplexEngine;
import io.gradchain.consensus.solo.SoloEngine;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;

/** The door of this module: gives the engine a chain spec names. */
public final class Engines {
    private Engines() {}

    /** Names a chain spec may give. */
    public static final List<String> NAMES = List.of(SimplexEngine.ID, PowEngine.ID, DposEngine.ID, SoloEngine.ID);

    /** The one to use where nobody chose. */
    public static final String DEFAULT = SimplexEngine.ID;

    /**
     * What the engine of a chain is.
     *
     * @throws IllegalArgumentException as {@link #create} does
     */
    public static EngineSpec spec(ChainSpec spec) {
        return create(spec, Optional.empty(), new Ed25519(), 0).spec();
    }

    /**
     * An engine that has yet to {@link ConsensusEngine#recover}.
     *
     * @param key our voting key; none, or one that is no member's, makes an observer that follows and serves
     * @param incarnation raised by one whenever a snapshot is restored; the same on all validators
     * @throws IllegalArgumentException when the spec names no engine we have, or its parameters are out of range
     */
    public static ConsensusEngine create(
            ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme, long incarnation) {
        return switch (spec.engine()) {
            case SimplexEngine.ID -> SimplexEngine.create(spec, key, scheme, incarnation);
            case PowEngine.ID -> PowEngine.create(spec, key);
            case DposEngine.ID -> DposEngine.create(spec, key, scheme, incarnation);
            case SoloEngine.ID -> new SoloEngine(spec, key, scheme);
            default -> throw unknown(spec.engine());
        };
    }

    private static IllegalArgumentException unknown(String engine) {
        return new IllegalArgumentException("unknown consensus engine '" + engine + "', there are " + NAMES);
    }
}
