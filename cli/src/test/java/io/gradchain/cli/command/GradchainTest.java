package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line as a user meets it: arguments in, exit code, stdout and stderr out. */
class GradchainTest {
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path home;

    @BeforeEach
    void captureStreams() {
        System.setProperty("gradchain.home", home.toString());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseStreams() {
        System.setOut(realOut);
        System.setErr(realErr);
        System.clearProperty("gradchain.home");
    }

    private JsonNode printedJson() {
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keysListsTheNamedPeopleWithTheirAddresses() {
        assertThat(Gradchain.run("keys", "--json")).isZero();
        JsonNode keys = printedJson().path("keys");
        assertThat(keys.size()).isEqualTo(8);
        assertThat(keys.get(0).path("name").asString()).isEqualTo("alice");
        assertThat(keys.get(0).path("address").asString()).startsWith("tgrad1");
    }

    @Test
    void everyScreenEndsWithWhatToDoNext() {
        assertThat(Gradchain.run("keys")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip().lines().reduce((a, b) -> b))
                .hasValueSatisfying(last -> assertThat(last).startsWith("Next:"));
    }

    @Test
    void anUnknownOptionIsUsageWithoutAStackTrace() {
        assertThat(Gradchain.run("demo", "--fast")).isEqualTo(2);
        assertThat(complaint()).startsWith("error X-20  gradchain demo").contains("--fast", "hint:");
        assertThat(complaint()).doesNotContain("\tat ");
    }

    @Test
    void aMissingParameterIsUsageInJsonToo() {
        assertThat(Gradchain.run("send", "--json")).isEqualTo(2);
        assertThat(printedJson().path("ok").asBoolean()).isFalse();
        assertThat(printedJson().at("/error/code").asString()).isEqualTo("X-20");
        assertThat(complaint()).isEmpty();
    }

    @Test
    void withoutATestnetTheHintSaysHowToStartOne() {
        assertThat(Gradchain.run("send", "bob", "1")).isEqualTo(1);
        assertThat(complaint()).startsWith("error X-30").contains("gradchain testnet up");
    }

    @Test
    void anUnknownContractAndAnUnknownPersonAreNamed() {
        assertThat(Gradchain.run("call", "@last", "coef_")).isEqualTo(1);
        assertThat(complaint()).startsWith("error X-21  @last").contains("gradchain deploy");
    }

    @Test
    void aWrongAddressIsRefusedBeforeAnyNodeIsAsked() {
        assertThat(Gradchain.run("account", "show", "tgrad1qqqq")).isEqualTo(1);
        assertThat(complaint()).startsWith("error G-");
    }

    @Test
    void downAndResetOfNothingAreNoErrors() {
        assertThat(Gradchain.run("testnet", "down")).isZero();
        assertThat(Gradchain.run("testnet", "reset")).isZero();
        assertThat(Gradchain.run("testnet", "status")).isEqualTo(1);
    }

    @Test
    void resetMovesTheChainIntoTheSnapshots() throws IOException {
        Path kept = Files.createDirectories(home.resolve("testnet")).resolve("contracts.json");
        Files.writeString(kept, "{\"entries\": []}");
        assertThat(Gradchain.run("testnet", "reset", "--json")).isZero();
        assertThat(Path.of(printedJson().path("snapshot").asString()).resolve("contracts.json"))
                .exists();
        assertThat(home.resolve("testnet")).doesNotExist();
    }

    @Test
    void aDamagedRunFileIsNamedWithACure() throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("testnet")).resolve("run.json"), "{");
        assertThat(Gradchain.run("testnet", "status")).isEqualTo(65);
        assertThat(complaint()).startsWith("error X-01").contains("run.json");
    }

    @Test
    void aTakenPortIsAnErrorOnlyWhenItWasAskedFor() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(socket.getLocalPort());
            assertThat(Gradchain.run("testnet", "up", "--port", port)).isEqualTo(1);
            assertThat(complaint()).startsWith("error X-32  --port " + port);
        }
    }

    @Test
    void everyCommandHasJsonHelpAndADescription() {
        check(Gradchain.commandLine());
    }

    private static void check(CommandLine line) {
        for (CommandLine command : line.getSubcommands().values()) {
            assertThat(command.getCommandSpec().findOption("--json"))
                    .as(command.getCommandName())
                    .isNotNull();
            assertThat(command.getUsageMessage()).contains("--help");
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            check(command);
        }
    }
}
