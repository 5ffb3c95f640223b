package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.project.ContractProject;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.grad.format.FormatResult;
import io.gradchain.mlvm.grad.format.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lays sources out. */
@Command(
        name = "fmt",
        description = "Lay out Grad sources in the one way there is. Nothing is written if any of them cannot be read.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain fmt counter.grad",
            "  gradchain fmt                      all sources of a project, in its folder",
            "  gradchain fmt --check tumours      changes nothing; exit code 1 if a file would change"
        })
final class FmtCommand implements Callable<Integer> {
    private static final String ENDING = ".grad";

    /** A source before and after. */
    private record Laid(String file, String before, String after) {
        boolean changed() {
            return !before.equals(after);
        }
    }

    @Mixin
    private Common common;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files that end in .grad, and folders of such files (default: this folder's project).")
    private List<String> named = new ArrayList<>();

    @Option(names = "--check", description = "Write nothing, and exit with 1 if a file would change.")
    private boolean check;

    @Override
    public Integer call() {
        List<Laid> all = files().stream().map(FmtCommand::laid).toList();
        List<Laid> changed = all.stream().filter(Laid::changed).toList();
        if (!check) {
            changed.forEach(FmtCommand::write);
        }
        Screen screen = common.screen();
        boolean ok = !check || changed.isEmpty();
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", ok).put("changed", changed.size());
        ArrayNode files = result.putArray("files");
        for (Laid file : all) {
            String verdict = check ? "would change" : "changed";
            screen.line((file.changed() ? screen.bold(verdict) : "unchanged") + "  " + file.file);
            files.addObject().put("file", file.file).put("changed", file.changed());
        }
        String names = named.isEmpty() ? "" : " " + String.join(" ", named);
        screen.next(ok ? "gradchain build" + (named.size() == 1 ? names : "") : "gradchain fmt" + names);
        screen.result(result);
        return ok ? 0 : 1;
    }

    private List<String> files() {
        if (named.isEmpty()) {
            if (!ContractProject.isAt(ContractProject.here())) {
                throw CliError.BAD_OPTION.at(
                        "FILE", "no file is named, and this folder has no gradchain.toml", "name a file or a folder");
            }
            return inside(ContractProject.here());
        }
        return named.stream()
                .flatMap(name -> folder(name) ? inside(Path.of(name)).stream() : Stream.of(source(name)))
                .distinct()
                .toList();
    }

    private static boolean folder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<String> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CliError.FILE_UNREADABLE.at(folder.toString(), e.toString(), "check the folder's permissions");
        }
    }

    private static String source(String name) {
        if (!name.endsWith(ENDING)) {
            throw CliError.BAD_OPTION.at(name, "this is no file that ends in .grad, and no folder");
        }
        return name;
    }

    private static Laid laid(String file) {
        ContractSource source = ContractSource.named(file);
        return switch (Formatter.format(source.text())) {
            case FormatResult.Formatted done -> new Laid(file, source.text(), done.text());
            case FormatResult.Refused refused -> throw refused(source, refused);
        };
    }

    private static CommandFailed refused(ContractSource source, FormatResult.Refused refused) {
        return CliError.SOURCE_REFUSED
                .at(source.file(), "it cannot be read, so it is left as it is", "gradchain explain CODE says more")
                .because(source.frames(refused.diagnostics()));
    }

    private static void write(Laid file) {
        try {
            Files.writeString(Path.of(file.file), file.after);
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(file.file, e.toString());
        }
    }
}
