package io.gradchain.genesis.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import org.junit.jupiter.api.Test;

final class PresetsTest {
    @Test
    void theBundledFileIsTheBuiltSpec() {
        ChainSpec bundled = Presets.load("local-pos-4").orElseThrow();
        assertThat(bundled).isEqualTo(Presets.localPos(4));
        assertThat(bundled.hash().hex())
                .as("a change of this hash cuts off every local chain: say so in the release notes")
                .isEqualTo("22ba1d0c4b618d4c15435b5291a1bc96d2bb3cb4a7b258bcea7670c4c684b3a4");
    }

    @Test
    void everyNamedPresetLoads() {
        for (String name : Presets.NAMES) {
            assertThat(Presets.load(name).orElseThrow().name()).isEqualTo(name);
        }
        assertThat(Presets.load("mainnet"))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused ->
                                assertThat(refused.refusal().message()).contains("G-108", "'mainnet'", "local-pos-4"));
    }

    @Test
    void validatorsAreEqualAndPeopleAreFunded() {
        ChainSpec seven = Presets.localPos(7);
        assertThat(seven.test()).isTrue();
        assertThat(seven.validators())
                .extracting(ChainSpec.Validator::name)
                .endsWith("node7")
                .hasSize(7);
        assertThat(seven.validators())
                .extracting(ChainSpec.Validator::weight)
                .containsOnly(Amount.grad(1_000).units());
        assertThat(seven.accounts()).extracting(ChainSpec.Account::name).isEqualTo(DevKeys.PEOPLE);
        assertThat(seven.accounts().getFirst().address()).isEqualTo(DevKeys.address(new Ed25519(), "alice"));
        assertThat(seven.parameter("delta_ms", 0)).isEqualTo(250);
        assertThat(seven.parameter("no_such_parameter", 17)).isEqualTo(17);
        assertThat(seven.hash()).isNotEqualTo(Presets.localPos(4).hash());
    }

    @Test
    void blockZeroFollowsFromSpecAndState() {
        ChainSpec spec = Presets.localPos(4);
        Block zero = GenesisBlock.of(spec, Hash.fromHex("11".repeat(32)));
        BlockHeader header = zero.header();
        assertThat(header.height()).isZero();
        assertThat(header.parent()).isEqualTo(Hash.ZERO);
        assertThat(header.chainId()).isEqualTo(spec.chainId());
        assertThat(header.timeMillis()).isEqualTo(spec.genesisTimeMillis());
        assertThat(header.stateRoot()).isEqualTo(Hash.fromHex("11".repeat(32)));
        assertThat(header.mix()).isEqualTo(spec.hash());
        assertThat(zero.transactions()).isEmpty();
        assertThat(ByteReader.decode(zero.encoded(), Block::read)).isEqualTo(zero);
        assertThat(GenesisBlock.of(Presets.localPos(5), header.stateRoot()).hash())
                .isNotEqualTo(zero.hash());
    }
}
