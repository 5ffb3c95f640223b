package io.gradchain.cli.keys;

import java.io.Console;
import java.util.Optional;

/** Somebody at the keyboard, if there is one. */
public interface Prompt {
    /** What was typed without an echo; empty where nobody can type. The caller wipes it. */
    Optional<char[]> hidden(String question);

    /** One line; empty where nobody can type. */
    Optional<String> line(String question);

    /** The terminal this process was started from; nobody where input or output is a file or a pipe. */
    static Prompt terminal() {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return new Prompt() {
            @Override
            public Optional<char[]> hidden(String question) {
                return console.flatMap(c -> Optional.ofNullable(c.readPassword("%s: ", question)));
            }

            @Override
            public Optional<String> line(String question) {
                return console.flatMap(c -> Optional.ofNullable(c.readLine("%s: ", question)));
            }
        };
    }
}
