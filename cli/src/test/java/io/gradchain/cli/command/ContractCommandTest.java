package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the compiler makes of a contract, on the screen. */
final class ContractCommandTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private static Program linear() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 3);
        return ((Compiled) Compiler.compile(Library.source("linear").orElseThrow(), sizes)).program();
    }

    private static Program assembled(String text) {
        return ((Assembler.Result.Assembled) Assembler.assemble(text)).program();
    }

    @Test
    void theInstructionsAssembleBackAndTellTheirLines() {
        assertThat(shell.run("contract", "asm", "linear", "--features", "3", "--json"))
                .isZero();
        String text = shell.json().path("text").asString();
        assertThat(assembled(text)).isEqualTo(linear());
        List<String> instructions = text.lines()
                .filter(line -> line.startsWith("  ") && !line.startsWith("  local"))
                .toList();
        assertThat(instructions)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(".* # linear\\.grad:\\d+"));
    }

    @Test
    void oneFunctionAssemblesToo() {
        assertThat(shell.run("contract", "asm", "linear", "predict", "--features", "3", "--json"))
                .isZero();
        Program alone = assembled(shell.json().path("text").asString());
        Program whole = linear();
        int index = whole.shown()
                .functions()
                .indexOf(whole.shown().function("predict").orElseThrow());
        assertThat(alone.bodies()).containsExactly(whole.bodies().get(index));
        int line = Library.source("linear").orElseThrow().lines().toList().indexOf("        return X @ w + b") + 1;
        assertThat(shell.json().path("text").asString())
                .contains("linear.grad:" + line)
                .doesNotContain("external");
    }

    @Test
    void theIntermediateFormShowsPureAndEntryFunctions() {
        assertThat(shell.run("contract", "ir", "logistic", "--features", "2")).isZero();
        assertThat(shell.said()).contains("loss(w %0: vec[D]", "fit(epochs %0: int):", "emit ", " Loss", "Next:");
        assertThat(shell.run("contract", "ir", "logistic", "loss", "--features", "2"))
                .isZero();
        assertThat(shell.said()).contains("softplus").doesNotContain("fit(epochs");
    }

    @Test
    void theGasOfTheLinesAddsUp() {
        assertThat(shell.run("contract", "gas", "linear", "predict", "--features", "3", "--json"))
                .isZero();
        long sum = shell.json().path("entering").asLong();
        int dearest = 0;
        for (JsonNode line : shell.json().path("lines")) {
            sum += line.path("gas").asLong();
            dearest += line.path("dearest").asBoolean() ? 1 : 0;
        }
        assertThat(sum).isEqualTo(shell.json().path("gas").asLong());
        assertThat(dearest).isEqualTo(1);
        assertThat(shell.run("contract", "gas", "linear", "fit", "--features", "3"))
                .isZero();
        assertThat(shell.said().lines().filter(line -> line.startsWith(">")))
                .singleElement()
                .asString()
                .contains("return X @ w + b");
    }

    @Test
    void theGasOfTheFunctionsIsWhatBuildSays() {
        assertThat(shell.run("build", "linear", "--features", "3", "--json")).isZero();
        JsonNode built = shell.json().path("functions");
        assertThat(shell.run("contract", "gas", "linear", "--features", "3", "--json"))
                .isZero();
        JsonNode shown = shell.json().path("functions");
        assertThat(shown.size()).isEqualTo(built.size());
        for (int i = 0; i < shown.size(); i++) {
            assertThat(shown.get(i).path("gas")).isEqualTo(built.get(i).path("gas"));
        }
    }

    @Test
    void aNameThatIsNoFunctionIsNamedWithTheNearest() {
        assertThat(shell.run("contract", "gas", "linear", "predct", "--features", "3"))
                .isEqualTo(1);
        assertThat(shell.complaint()).contains("error X-21  predct", "did you mean `predict`?");
        assertThat(shell.run("contract", "ir", "fit")).isEqualTo(1);
        assertThat(shell.run("contract", "ir")).isEqualTo(2);
        assertThat(shell.run("contract", "ir", "linear")).isEqualTo(65);
    }
}
