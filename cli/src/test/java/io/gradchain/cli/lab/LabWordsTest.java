package io.gradchain.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.cli.error.CommandFailed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, shares and groups as people type them. */
class LabWordsTest {
    private static final List<String> FOUR = List.of("node1", "node2", "node3", "node4");

    @ParameterizedTest
    @CsvSource({"50ms,50", "0,0", "0ms,0", "1s,1000", "1.5s,1500", "0.001s,1", "9999999ms,9999999"})
    void timesAreRead(String text, long millis) {
        assertThat(Quantity.millis("net delay", text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "", "ms", "-1ms", "50 ms", "50m", "1.5ms", "1e3ms", "99999999s", "fast"})
    void otherTimesAreUsage(String text) {
        refused(() -> Quantity.millis("net delay", text), "X-20", "net delay " + text);
    }

    @ParameterizedTest
    @CsvSource({"0%,0", "10%,100", "0.5%,5", "100%,1000"})
    void sharesAreRead(String text, int permille) {
        assertThat(Quantity.permille("net loss", text)).isEqualTo(permille);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "101%", "100.1%", "-1%", "0.55%", "%", "ten%"})
    void otherSharesAreUsage(String text) {
        refused(() -> Quantity.permille("net loss", text), "X-20", "net loss " + text);
    }

    @Test
    void whoIsNotNamedFormsOneMoreGroup() {
        Groups one = Groups.parse(List.of("node3"), FOUR);
        assertThat(one.text()).isEqualTo("node3 | node1,node2,node4");
        assertThat(one.together("node1", "node4")).isTrue();
        assertThat(one.together("node1", "node3")).isFalse();
        assertThat(Groups.parse(List.of("node1,node2", "node3"), FOUR).text()).isEqualTo("node1,node2 | node3 | node4");
    }

    @Test
    void groupsThatCutNothingOrNameANodeTwiceOrNobodyAreRefused() {
        refused(() -> Groups.parse(List.of("node1,node2,node3,node4"), FOUR), "X-20", "net partition node1");
        refused(() -> Groups.parse(List.of("node1,node1"), FOUR), "X-20", "net partition node1,node1");
        refused(() -> Groups.parse(List.of("node1", "node2,node1"), FOUR), "X-20", "net partition node2,node1");
        refused(() -> Groups.parse(List.of("node9"), FOUR), "X-21", "node9");
        refused(() -> Groups.parse(List.of("node1,"), FOUR), "X-21", "");
    }

    private static void refused(Runnable parse, String code, String place) {
        assertThatThrownBy(parse::run).isInstanceOfSatisfying(CommandFailed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(code);
            assertThat(failed.problem().place()).startsWith(place);
            assertThat(failed.problem().hint()).isNotEmpty();
        });
    }
}
