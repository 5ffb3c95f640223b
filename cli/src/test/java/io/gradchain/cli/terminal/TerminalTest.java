package io.gradchain.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class TerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Screen screen(boolean json, boolean terminal, boolean colour) {
        return new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                json,
                terminal,
                colour);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSparklineFallsFromTheFullBarToTheLowest() {
        assertThat(Sparkline.of(new double[] {8, 4, 2, 1}, 10)).isEqualTo("█▄▂▁");
        assertThat(Sparkline.of(new double[] {3, 3}, 10)).isEqualTo("▁▁");
        assertThat(Sparkline.of(new double[0], 10)).isEmpty();
        double[] many = new double[1000];
        many[999] = 1;
        assertThat(Sparkline.of(many, 20)).hasSize(20).endsWith("█");
    }

    @Test
    void tablesAlignNumbersToTheRight() {
        assertThat(new TextTable("name", "ms").row("p50", "9").row("é", "120").lines())
                .containsExactly("  name   ms", "  p50     9", "  é     120");
    }

    @Test
    void jsonIsOneObjectAndNothingElse() {
        Screen screen = screen(true, true, true);
        screen.heading("Training");
        try (Progress progress = new Progress(screen, "fit", "epoch", 10)) {
            progress.at(10, "done");
        }
        screen.next("gradchain demo");
        screen.result(JsonNodeFactory.instance.objectNode().put("ok", true));
        assertThat(JsonMapper.shared().readTree(printed()).get("ok").asBoolean())
                .isTrue();
        assertThat(err.size()).isZero();
    }

    @Test
    void aProblemSaysCodePlaceCauseAndHintInBothForms() {
        Problem problem =
                CliError.CSV_EMPTY.at("a.csv", "the file is empty", "fill it").problem();
        screen(false, false, false).problem(problem);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("error X-02  a.csv" + System.lineSeparator() + "  the file is empty" + System.lineSeparator()
                        + "  hint: fill it" + System.lineSeparator());
        screen(true, false, false).problem(problem);
        assertThat(JsonMapper.shared().readTree(printed()).at("/error/code").asString())
                .isEqualTo("X-02");
    }

    @Test
    void pipedProgressIsALineEveryQuarterWithoutControlCharacters() {
        try (Progress progress = new Progress(screen(false, false, false), "fit", "epoch", 100)) {
            for (int i = 1; i <= 100; i++) {
                progress.at(i, "");
            }
        }
        assertThat(printed().lines()).hasSize(4);
        assertThat(printed()).doesNotContain("\u001b").doesNotContain("\r");
    }

    @Test
    void coloursNeedAColourScreen() {
        assertThat(screen(false, true, false).bold("x")).isEqualTo("x");
        assertThat(screen(false, true, true).bold("x")).isEqualTo("\u001b[1mx\u001b[0m");
        assertThat(screen(true, true, true).bold("x")).isEqualTo("x");
    }
}
