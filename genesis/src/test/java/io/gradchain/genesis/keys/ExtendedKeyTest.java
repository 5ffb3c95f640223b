package io.gradchain.genesis.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedKeyTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void thePublishedVectorsComeOut() {
        List<String[]> vectors = Vectors.of("slip10-ed25519.txt");
        assertThat(vectors).hasSize(12);
        for (String[] vector : vectors) {
            byte[] seed = HEX.parseHex(vector[0]);
            KeyPath path = KeyPath.parse(vector[1]).orElseThrow();
            assertThat(path).hasToString(vector[1]);
            KeyPair key = ExtendedKey.derive(new Ed25519(), seed, path);
            assertThat(HEX.formatHex(key.seed())).as(vector[1]).isEqualTo(vector[3]);
            assertThat(key.publicKey().hex()).isEqualTo(vector[4]);
            ExtendedKey at = ExtendedKey.master(seed);
            for (int step : path.steps()) {
                at = at.child(step);
            }
            assertThat(HEX.formatHex(at.chainCode())).isEqualTo(vector[2]);
        }
    }

    @Test
    void rolesAndIndexesLeadToKeysOfTheirOwn() {
        byte[] seed = new byte[64];
        assertThat(KeyPath.of(KeyPath.Role.VALIDATOR, 3)).hasToString("m/44'/1'/1'/3'");
        assertThat(List.of(KeyPath.Role.values()).stream()
                        .flatMap(role -> List.of(0, 1).stream().map(i -> KeyPath.of(role, i)))
                        .map(path ->
                                ExtendedKey.derive(new Ed25519(), seed, path).publicKey()))
                .doesNotHaveDuplicates()
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "44'/1'",
                "m/",
                "m/44",
                "m/44'/1",
                "m/2147483648'",
                "m/01'",
                "m/-1'",
                "m//0'",
                "m/0'/",
                "M/0'"
            })
    void pathsThatAreNotHardenedThroughoutAreRefused(String text) {
        assertThat(KeyPath.parse(text))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message()).startsWith("G-110"));
    }

    @Test
    void theSecretIsNeverPrintedAndClosingWipesIt() {
        ExtendedKey key = ExtendedKey.master(new byte[16]);
        assertThat(key.toString()).isEqualTo("ExtendedKey[hidden]");
        key.close();
        assertThat(key.chainCode()).containsOnly(0);
        assertThatThrownBy(() -> key.child(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
