package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Testnet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Failed calls with their line of source, and sources compared with their code, on a chain of one validator. */
@Timeout(120)
final class TrapCommandsTest {
    private static final String SOURCE = """
            contract Descent(D: size):
                param eta0: fixed = 0.5
                state:
                    w: vec[D] = ones
                event Loss(epoch: int, loss: fixed)
                @external
                fn fit(epochs: int):
                    for i in range(epochs, max=64):
                        emit Loss(i, abs(w[0]))
                        w -= eta0 * w
                @view
                fn part(of: fixed) -> fixed:
                    return w[0] / of
            """;

    private static final String FRAME = """
            error[V-01]: OVERFLOW: a result is outside the range of its type
              --> Descent:10:18, iteration 6 of 64
            10 |             w -= eta0 * w
               |                  ^^^^^^^^
               |   eta0 = 50, w[0] = -282475249
            reading: the loss grew in each of the last 5 epochs (1 → 282475000): the step size is too large (eta0 = 50)
            hint: lower eta0 (--param eta0=…), or standardise the features
            """;

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Testnet net;
    private String url;

    @BeforeEach
    void start() {
        System.setProperty("gradchain.home", folder.resolve("home").toString());
        net = Testnet.start(
                        folder.resolve("chain"),
                        Presets.localPos(1),
                        List.of(DevKeys.of(new Ed25519(), DevKeys.validator(1))))
                .orElseThrow();
        url = "http://127.0.0.1:" + net.up().iterator().next().rpcAddress().getPort();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(realOut);
        System.setErr(realErr);
        System.clearProperty("gradchain.home");
        net.close();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--node";
        all[args.length + 1] = url;
        return Gradchain.run(all);
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

    private String file(String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name), source).toString();
    }

    @Test
    void aFailedCallHasAFrameAndASourceThatCanBeVerified() throws IOException {
        String source = file("descent.grad", SOURCE);
        assertThat(run("deploy", source, "--size", "D=3", "--param", "eta0=50"))
                .as(complaint())
                .isZero();
        aFailedCallIsDrawn();
        aTransactionIsDrawnLaterToo();
        assertThat(run("call", "descent", "part", "0")).isEqualTo(1);
        assertThat(complaint()).startsWith("error[V-02]").contains("Descent:13:16", "of = 0", "nothing changed");

        assertThat(run("contract", "source", "descent")).isZero();
        assertThat(said()).startsWith(SOURCE);
        assertThat(run("verify", "descent")).as(complaint()).isZero();
        assertThat(said()).startsWith("verified");
        String other = file("other.grad", SOURCE.replace("eta0 * w", "w * eta0"));
        assertThat(run("verify", "descent", "--source", other, "--json")).isEqualTo(1);
        assertThat(json().at("/error/code").asString()).isEqualTo("X-56");
        assertThat(json().at("/error/cause").asString()).isEqualTo("function fit differs");
        withoutSourceTheInstructionIsNamed(source);
    }

    private void aFailedCallIsDrawn() {
        assertThat(run("call", "descent", "fit", "64")).isEqualTo(1);
        assertThat(complaint()).startsWith(FRAME).contains("the fee is paid, nothing else changed");
    }

    private void aTransactionIsDrawnLaterToo() {
        assertThat(run("call", "descent", "fit", "64", "--json")).isEqualTo(1);
        assertThat(json().at("/error/code").asString()).isEqualTo("V-01");
        assertThat(json().at("/trap/place/line").asInt()).isEqualTo(10);
        assertThat(json().at("/trap/reading").asString()).contains("step size");
        String hash = json().at("/trap/hash").asString();
        assertThat(run("tx", "show", hash)).isZero();
        assertThat(said()).contains("  --> Descent:10:18, iteration 6 of 64");
        assertThat(run("tx", "show", hash, "--json")).isZero();
        assertThat(json().at("/trap/iterations/0/of").asString()).isEqualTo("64");
    }

    private void withoutSourceTheInstructionIsNamed(String source) {
        assertThat(run("deploy", source, "--size", "D=3", "--param", "eta0=50", "--name", "bare", "--no-source"))
                .isZero();
        assertThat(run("verify", "bare")).isEqualTo(1);
        assertThat(complaint()).startsWith("error X-57");
        assertThat(run("verify", "bare", "--source", source)).as(complaint()).isZero();
        assertThat(run("call", "bare", "fit", "64")).isEqualTo(1);
        assertThat(complaint()).contains("--> Descent.fit at instruction", "iteration 6 of 64", "step size");
    }
}
