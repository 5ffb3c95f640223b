package io.gradchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final SignatureScheme SCHEME = new Ed25519();
    private final KeyPair key = KeyPair.fromSeed(SCHEME, new byte[KeyPair.SEED_BYTES]);

    private ChainSpec spec(String engine, SortedMap<String, Long> parameters) {
        Committee.Member member = new Committee.Member(key.publicKey(), 5);
        return new ChainSpec(
                "t",
                1,
                true,
                0,
                engine,
                parameters,
                List.of(new ChainSpec.Validator("a", key.publicKey(), 5, member.address())),
                List.of());
    }

    private ConsensusEngine create(ChainSpec spec) {
        return Engines.create(spec, Optional.of(key), SCHEME, 0);
    }

    @Test
    void theSpecNamesTheEngineAndItsNumbers() {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("delta_ms", 1_000L);
        ConsensusEngine engine = create(spec("pos", parameters));
        assertThat(engine.spec().finalizes()).isTrue();
        assertThat(engine.spec().parameters()).containsEntry("delta_ms", 1_000L).containsEntry("delta_cap_ms", 5_000L);
    }

    @Test
    void anUnknownEngineAndNumbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> create(spec("poetry", new TreeMap<>()))).hasMessageContaining("poetry");
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("delta_ms", 0L);
        assertThatThrownBy(() -> create(spec("pos", parameters))).hasMessageContaining("delta_ms");
    }
}
