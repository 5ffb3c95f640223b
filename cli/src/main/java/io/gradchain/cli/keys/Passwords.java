package io.gradchain.cli.keys;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.Password;
import io.gradchain.node.keys.PasswordSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Asks for passwords: the file that was named, else whoever is at the keyboard. */
public final class Passwords implements PasswordSource {
    /** Of a new password: below that a stolen file is a matter of hours. */
    static final int MIN_CHARACTERS = 8;

    private final Optional<Path> file;
    private final Prompt prompt;

    public Passwords(Optional<Path> file, Prompt prompt) {
        this.file = file;
        this.prompt = prompt;
    }

    /** The password of something that has one. */
    @Override
    public Attempt<Password> password(String what) {
        return file.map(path -> PasswordSource.file(path).password(what))
                .or(() -> typed("Password of " + what).map(Attempt.Done::new))
                .orElseGet(() -> PasswordSource.none().password(what));
    }

    /** A new password, typed twice; a short one is refused. */
    public Password fresh(String what) {
        Password first = file.isPresent()
                ? Problem.unless(password(what))
                : typed("New password of " + what)
                        .orElseThrow(() -> CliError.NO_PASSWORD.at(what, "nobody can type it here"));
        if (first.characters() < MIN_CHARACTERS) {
            first.close();
            throw CliError.PASSWORD_SHORT.at(what, "it has fewer than " + MIN_CHARACTERS + " characters");
        }
        if (file.isEmpty()) {
            try (Password again = typed("The same again").orElseThrow()) {
                if (!first.isSameAs(again)) {
                    first.close();
                    throw CliError.PASSWORDS_DIFFER.at(what, "the second is another than the first");
                }
            }
        }
        return first;
    }

    private Optional<Password> typed(String question) {
        return prompt.hidden(question).map(typed -> {
            Password password = Password.of(typed);
            Arrays.fill(typed, '\0');
            return password;
        });
    }
}
