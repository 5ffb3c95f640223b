package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.DiagnosticJson;
import io.gradchain.mlvm.grad.report.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Classic mistakes and what the compiler says about each, frozen beside their sources in {@code diagnostics/}. Run with
 * {@code -Dgradchain.approve=true} to write what it says now; read the difference before it is committed.
 */
final class DiagnosticsTest {
    private static final Path FOLDER = Path.of("src/test/resources/diagnostics");

    static Stream<Path> mistakes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".grad")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsExplained(Path file) throws IOException {
        String source = Files.readString(file);
        String said = Frame.text("contract.grad", source, diagnostics(source));
        String name = file.getFileName().toString();
        Path golden = file.resolveSibling(name.replace(".grad", ".txt"));
        if (Boolean.getBoolean("gradchain.approve")) {
            Files.writeString(golden, said);
        }
        assertThat(said).isEqualTo(Files.readString(golden));
        if (name.startsWith("G")) {
            assertThat(said).contains("[" + name.substring(0, 4) + "]");
        }
    }

    private static List<Diagnostic> diagnostics(String source) {
        return switch (Compiler.compile(source, new TreeMap<>())) {
            case Refused refused -> refused.diagnostics();
            case Compiled compiled -> compiled.warnings();
        };
    }

    @Test
    void thereAreAtLeastTwentyMistakes() throws IOException {
        assertThat(mistakes()).hasSizeGreaterThan(20);
    }

    /** G013 takes 256 KiB of source; the others are said by those who run the tests of a contract. */
    @Test
    void everyNumberHasAMistakeThatShowsIt() throws IOException {
        List<String> shown = mistakes()
                .map(file -> file.getFileName().toString().substring(0, 4))
                .toList();
        assertThat(Arrays.stream(Code.values()).map(Code::name).filter(code -> !shown.contains(code)))
                .containsExactly("G013", "G401", "G402", "G403", "G404");
    }

    @Test
    void everyNumberIsExplainedInItsOwnWords() {
        assertThat(Arrays.stream(Code.values()).map(Code::explanation))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.length() > 20 && text.endsWith("."));
    }

    @Test
    void programsReadThemAsJson() {
        String source = "contract A:\n    @view\n    fn f() -> int:\n        return \"a\\\"\n";
        String json = DiagnosticJson.text("a \"b\".grad", diagnostics(source));
        assertThat(json)
                .startsWith("[{\"code\":\"G101\",\"severity\":\"error\",\"message\":")
                .contains("\"file\":\"a \\\"b\\\".grad\",\"line\":4,\"column\":16,\"length\":4,")
                .endsWith("}]");
    }

    @Test
    void sizesAreAskedForAndChecked() {
        String source = "contract A(D: size):\n    state:\n        w: vec[D]\n";
        assertThat(diagnostics(source)).extracting(Diagnostic::code).containsExactly(Code.G115);
        TreeMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 3);
        assertThat(Compiler.compile(source, sizes)).isInstanceOf(Compiled.class);
        sizes.put("E", 3);
        assertThat(Compiler.compile(source, sizes)).isInstanceOf(Refused.class);
        sizes.remove("E");
        sizes.put("D", 100_000_000);
        assertThat(Compiler.compile(source, sizes)).isInstanceOf(Refused.class);
    }
}
