package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.project.ContractProject;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Library;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contract a command is about.
 *
 * @param argument how a further command names it: empty for the project of this folder
 * @param project the folder it came from, if it was chosen by that
 */
record Chosen(String argument, ContractSource source, Optional<ContractProject> project) {
    /** How commands describe the argument, whose candidates are {@link LibraryNames}. */
    static final String DESCRIPTION =
            "A file that ends in .grad, a contract of the library (${COMPLETION-CANDIDATES}), or a folder with a"
                    + " gradchain.toml (default: this folder).";

    /** By name; without one, the project of this folder. */
    static Chosen of(Optional<String> name) {
        if (name.isEmpty()) {
            if (!ContractProject.isAt(ContractProject.here())) {
                throw CliError.BAD_OPTION.at(
                        "CONTRACT",
                        "no contract is named, and this folder has no gradchain.toml",
                        "name a file that ends in .grad, or one of " + String.join(", ", Library.names()));
            }
            return project(ContractProject.at(ContractProject.here()), "");
        }
        return isFolder(name.get())
                ? project(ContractProject.at(Path.of(name.get())), name.get())
                : new Chosen(name.get(), ContractSource.named(name.get()), Optional.empty());
    }

    /** Whether a word names a contract rather than something in it. */
    static boolean isContract(String word) {
        return word.endsWith(".grad") || isLibrary(word) || isFolder(word);
    }

    private static Chosen project(ContractProject project, String argument) {
        return new Chosen(argument, project.source(), Optional.of(project));
    }

    private static boolean isLibrary(String word) {
        return Library.names().contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isFolder(String word) {
        try {
            return !isLibrary(word) && Files.isDirectory(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The project's sizes, and those given on the command line in their place. */
    SortedMap<String, Integer> sizes(Sizes given) {
        SortedMap<String, Integer> all = project.map(p -> p.sizesOf(source)).orElseGet(TreeMap::new);
        all.putAll(given.all());
        return all;
    }

    Compiled compile(Sizes given) {
        return source.compile(sizes(given));
    }

    /** {@code command}, and this contract behind it. */
    String command(String command) {
        return argument.isEmpty() ? command : command + " " + argument;
    }
}
