package io.gradchain.genesis.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.genesis.fault.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainSpecTomlTest {
    private static final String GOOD = ChainSpecToml.write(Presets.localPos(2));

    @Test
    void whatIsWrittenReadsBack(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("chain.toml"), GOOD);
        assertThat(ChainSpecToml.read(file).orElseThrow()).isEqualTo(Presets.localPos(2));
    }

    @Test
    void notationDoesNotReachTheHash() {
        String other = GOOD.replace("1000000000\n", "1_000_000_000 # gas\n").replace("test = true\n", "") + "";
        String moved = "test = true # a test chain\n" + other;
        assertThat(ChainSpecToml.parse("f", moved).orElseThrow().hash())
                .isEqualTo(Presets.localPos(2).hash());
    }

    @Test
    void refusalsNameTheLineTheFieldAndTheReason() {
        refused(GOOD.replace("name = \"local-pos-2\"", "name = local"), GenesisError.SPEC_SYNTAX, 2, "");
        refused(GOOD.replace("chain_id = 7001", "chain_id = \"7001\""), GenesisError.SPEC_FIELD, 3, "a whole number");
        refused(
                GOOD.replace("chain_id = 7001", "chain_id = 0"),
                GenesisError.SPEC_FIELD,
                1,
                "chain_id is not positive");
        refused(GOOD.replace("chain_id = 7001\n", ""), GenesisError.SPEC_FIELD, 1, "'chain_id': missing");
        refused(GOOD.replace("chain_id", "chain_ids"), GenesisError.SPEC_UNKNOWN_KEY, 3, "'chain_ids'");
        refused(GOOD.replace("format = 1", "format = 2"), GenesisError.SPEC_FIELD, 1, "reads format 1");
        refused(GOOD.replace("delta_ms = 250", "delta_ms = 2.5"), GenesisError.SPEC_FIELD, 12, "'parameters.delta_ms'");
        refused(GOOD.replaceFirst("weight = [0-9]+", "weight = 0"), GenesisError.SPEC_FIELD, 19, "weight is 1 to 2^61");
        refused(
                GOOD.replaceFirst("weight = 1", "waight = 1"),
                GenesisError.SPEC_UNKNOWN_KEY,
                23,
                "'validators[0].waight'");
        refused(GOOD.replaceFirst("key = \"..", "key = \"xx"), GenesisError.SPEC_FIELD, 21, "64 hexadecimal digits");
        refused(GOOD.replaceFirst("beacon = \"..", "beacon = \"ff"), GenesisError.SPEC_FIELD, 22, "a compressed point");
        refused(GOOD.replaceFirst("tgrad1", "grad1"), GenesisError.BAD_ADDRESS, 24, "checksum");
        refused(
                GOOD.replaceFirst("balance = \"1000000\"", "balance = \"1,5\""),
                GenesisError.BAD_AMOUNT,
                36,
                "decimal");
        refused(GOOD.replace("\"bob\"", "\"alice\""), GenesisError.SPEC_FIELD, 1, "account name alice occurs twice");
        refused(GOOD.replace("\"bob\"", "\"b o b\""), GenesisError.SPEC_FIELD, 38, "is not 1 to 64");
        refused(
                "validators = [1]\n" + GOOD.substring(0, GOOD.indexOf("[[")),
                GenesisError.SPEC_FIELD,
                1,
                "list of tables");
        refused("", GenesisError.SPEC_FIELD, 1, "'format': missing");
    }

    @Test
    void deepNestingIsRefusedNotACrash() {
        assertThat(ChainSpecToml.parse("f", "a = " + "[".repeat(200_000))).isInstanceOf(Attempt.Refused.class);
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsRefused(@TempDir Path directory) throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xc3});
        for (Path path : new Path[] {directory.resolve("absent"), directory, binary}) {
            assertThat(ChainSpecToml.read(path))
                    .isInstanceOfSatisfying(
                            Attempt.Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(GenesisError.SPEC_UNREADABLE));
        }
    }

    private static void refused(String text, GenesisError code, int line, String cause) {
        switch (ChainSpecToml.parse("chain.toml", text)) {
            case Attempt.Done<ChainSpec> done -> throw new AssertionError("accepted: " + cause);
            case Attempt.Refused<ChainSpec>(Refusal refusal) -> {
                assertThat(refusal.code()).as(refusal.message()).isEqualTo(code);
                assertThat(refusal.place()).as(refusal.message()).isEqualTo("chain.toml:" + line);
                assertThat(refusal.cause()).contains(cause);
            }
        }
    }
}
