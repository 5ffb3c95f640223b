package io.gradchain.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.Password;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    /** Somebody who types these lines, one after the other. */
    private static final class Typist implements Prompt {
        private final Deque<char[]> lines = new ArrayDeque<>();
        private final List<char[]> typed = new ArrayList<>();

        Typist(String... lines) {
            for (String line : lines) {
                this.lines.add(line.toCharArray());
            }
        }

        @Override
        public Optional<char[]> hidden(String question) {
            Optional<char[]> next = Optional.ofNullable(lines.poll());
            next.ifPresent(typed::add);
            return next;
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.empty();
        }
    }

    @Test
    void aNewPasswordIsTypedTwiceAndForgotten() {
        Typist typist = new Typist("correct horse", "correct horse");
        try (Password password = asked(typist).fresh("savings")) {
            assertThat(password.characters()).isEqualTo(13);
        }
        assertThat(typist.typed).hasSize(2).allSatisfy(line -> assertThat(line).containsOnly('\0'));
    }

    @Test
    void mistakesAreRefusedByNumberAndNeverRepeated() {
        refused(new Typist("correct horse", "correct horsf"), "X-158");
        refused(new Typist("horse", "horse"), "X-159");
        refused(new Typist(), "X-157");
        assertThat(asked(new Typist()).password("savings"))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message()).startsWith("N-147"));
    }

    private static Passwords asked(Typist typist) {
        return new Passwords(Optional.empty(), typist);
    }

    private static void refused(Typist typist, String number) {
        assertThatThrownBy(() -> asked(typist).fresh("savings")).isInstanceOfSatisfying(CommandFailed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(number);
            assertThat(failed.problem().toString()).doesNotContain("horse", "horsf");
        });
    }
}
