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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gradients on the screen. */
final class ContractGradTest {
    private static final String SOURCE = """
            contract T(D: size):
                pure fn jump(x: fixed) -> fixed:
                    if x > 0.0:
                        return x
                    return -x
                pure fn scaled(w: vec[D]) -> fixed:
                    return sum(w * w) / D
            """;

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void captureStreams() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseStreams() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("t.grad"), SOURCE).toString();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theGradientOfTheLogisticLossIsPrintedAndChecked() {
        assertThat(Gradchain.run("contract", "grad", "logistic", "loss")).isZero();
        assertThat(said())
                .contains("let r = sigmoid(z) - y", "d loss / d w:   (r @ X) / N + 2 * alpha * w")
                .containsPattern("checked against differences at 50 random points: largest error \\d\\.\\de-\\d\\d")
                .contains("Next:");
    }

    @Test
    void theCodeAndTheObjectSayTheSame() {
        assertThat(Gradchain.run("contract", "grad", "linear", "loss", "--wrt", "b", "--code"))
                .isZero();
        assertThat(said())
                .contains("pure fn grad_loss_b[N: size](", "return 2.0 * mean(e)")
                .doesNotContain("_w");
        out.reset();
        assertThat(Gradchain.run("contract", "grad", "linear", "loss", "--wrt", "w,X", "--json"))
                .isZero();
        JsonNode json = JsonMapper.shared().readTree(said());
        assertThat(json.at("/gradients/0/formula").asString()).isEqualTo("2 * (e @ X) / N + 2 * alpha * w");
        assertThat(json.at("/gradients/1/wrt").asString()).isEqualTo("X");
        assertThat(json.path("rearranged").asBoolean()).isTrue();
        assertThat(json.at("/check/points").asInt()).isEqualTo(50);
    }

    @Test
    void whatHasNoGradientIsShownInItsLine() throws IOException {
        assertThat(Gradchain.run("contract", "grad", file(), "jump")).isEqualTo(65);
        assertThat(complaint()).contains("error[G201]", "t.grad:3:", "error X-13");
    }

    @Test
    void namesThatAreNotThereAreAnsweredWithThoseThatAre() throws IOException {
        assertThat(Gradchain.run("contract", "grad", file(), "loss")).isEqualTo(1);
        assertThat(complaint()).contains("X-21  loss", "jump, scaled");
    }

    @Test
    void aSizeIsAskedForWhereTheFormulaDependsOnIt() throws IOException {
        assertThat(Gradchain.run("contract", "grad", file(), "scaled")).isEqualTo(2);
        assertThat(complaint()).contains("depends on how large D is");
        assertThat(Gradchain.run("contract", "grad", file(), "scaled", "--size", "D=4"))
                .isZero();
        assertThat(said()).contains("d scaled / d w:   w / 2");
    }
}
