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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contracts of one's own, from a file to its costs or to what is wrong with it; no node runs. */
final class GradCommandsTest {
    private static final String COUNTER = """
            contract Counter(CAP: size = 8):
                param step: int = 1
                state:
                    n: int = 0
                    seen: vec[CAP] = zeros
                @external
                fn count():
                    n += step
            """;

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void captureStreams() {
        System.setProperty("gradchain.home", folder.toString());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseStreams() {
        System.setOut(realOut);
        System.setErr(realErr);
        System.clearProperty("gradchain.home");
    }

    private String file(String source) throws IOException {
        return Files.writeString(folder.resolve("counter.grad"), source).toString();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(said());
    }

    @Test
    void buildTellsTheMostGasOfEveryFunction() throws IOException {
        assertThat(Gradchain.run("build", file(COUNTER), "--json")).isZero();
        assertThat(json().path("contract").asString()).isEqualTo("Counter");
        for (JsonNode function : json().path("functions")) {
            assertThat(function.path("gas").asLong()).as(function.toString()).isPositive();
        }
        assertThat(json().path("functions").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLargerSizeCostsMore() {
        assertThat(Gradchain.run("build", "linear", "--features", "2", "--rows", "10", "--json"))
                .isZero();
        long small = fit();
        out.reset();
        assertThat(Gradchain.run("build", "linear", "--size", "D=20", "--size", "CAP=10", "--json"))
                .isZero();
        assertThat(fit()).isGreaterThan(small);
    }

    private long fit() {
        for (JsonNode function : json().path("functions")) {
            if (function.path("name").asString().equals("fit")) {
                return function.path("gas").asLong();
            }
        }
        throw new AssertionError(said());
    }

    @Test
    void buildPrintsATableForPeople() throws IOException {
        assertThat(Gradchain.run("build", file(COUNTER))).isZero();
        assertThat(said()).contains("Counter: ", "most gas in the VM", "count", "external", "Next:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "deploy"})
    void anErrorIsShownInItsLineBeforeAnyNodeIsAsked(String command) throws IOException {
        assertThat(Gradchain.run(command, file(COUNTER.replace("n += step", "n += stp"))))
                .isEqualTo(65);
        assertThat(complaint())
                .contains("error[G050]", "counter.grad:8:14", "8 |         n += stp", "^^^")
                .contains("error X-13", "1 error", "gradchain explain G050");
        assertThat(said()).isEmpty();
    }

    @Test
    void programsGetTheDiagnosticsAsJson() throws IOException {
        assertThat(Gradchain.run("build", file(COUNTER.replace("n += step", "n += 0.5")), "--json"))
                .isEqualTo(65);
        assertThat(json().at("/error/code").asString()).isEqualTo("X-13");
        assertThat(json().at("/diagnostics/0/code").asString()).startsWith("G1");
        assertThat(json().at("/diagnostics/0/line").asInt()).isEqualTo(8);
        assertThat(complaint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAP=-1", "CAP=0", "E=3", "CAP=2000000000"})
    void aSizeThatCannotBeIsRefused(String size) throws IOException {
        assertThat(Gradchain.run("build", file(COUNTER), "--size", size)).isEqualTo(65);
        assertThat(complaint()).contains("error[G");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        assertThat(Gradchain.run("build", folder.resolve("none.grad").toString()))
                .isEqualTo(65);
        assertThat(complaint()).contains("error X-01", "none.grad");
        Files.write(folder.resolve("latin.grad"), new byte[] {'c', (byte) 0xe9});
        assertThat(Gradchain.run("build", folder.resolve("latin.grad").toString()))
                .isEqualTo(65);
    }

    @Test
    void deployAsksForWhatIsMissing() throws IOException {
        assertThat(Gradchain.run("deploy", "linear")).isEqualTo(2);
        assertThat(Gradchain.run("deploy", "cubic", "--features", "3")).isEqualTo(1);
        assertThat(Gradchain.run("deploy", file(COUNTER), "--param", "steps=2")).isEqualTo(2);
        assertThat(Gradchain.run("deploy", file(COUNTER), "--param", "step=2")).isEqualTo(1);
        assertThat(complaint())
                .contains("--features", "linear, ridge, lasso, logistic, softmax, mlp", "it takes step", "error X-30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G102", "g102", "V-01", "TX-05", "EX-1001", "EX-1104", "X-20", "N-101", "P-02", "R-04", "S-101", "G-101"
            })
    void explainKnowsEveryKindOfCode(String code) {
        assertThat(Gradchain.run("explain", code, "--json")).isZero();
        assertThat(json().path("code").asString()).isEqualToIgnoringCase(code);
        assertThat(json().path("meaning").asString().length()).isGreaterThan(5);
    }

    @Test
    void explainSaysWhatCodesLookLike() {
        assertThat(Gradchain.run("explain", "G999")).isEqualTo(1);
        assertThat(complaint()).contains("no error has this code", "G102");
    }
}
