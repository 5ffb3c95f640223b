package io.gradchain.cli.training;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Frames;
import io.gradchain.mlvm.grad.CompileResult;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.Library;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.DiagnosticJson;
import io.gradchain.mlvm.grad.report.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A contract written in Grad.
 *
 * @param file what diagnostics call it
 */
public record ContractSource(String file, String text) {
    private static final String ENDING = ".grad";

    /** Bytes a UTF-16 unit may take in UTF-8. */
    private static final int WIDEST = 3;

    /** A contract of the compiler's library, or the file of this name if it ends in {@code .grad}. */
    public static ContractSource named(String name) {
        if (name.endsWith(ENDING)) {
            return read(name);
        }
        String known = name.toLowerCase(Locale.ROOT);
        return Library.source(known)
                .map(text -> new ContractSource(known + ENDING, text))
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        name,
                        "no contract of this name comes with gradchain",
                        "there are " + String.join(", ", Library.names()) + ", and any file that ends in " + ENDING));
    }

    private static ContractSource read(String name) {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > (long) Compiler.SOURCE_LENGTH * WIDEST) {
                throw CliError.FILE_UNREADABLE.at(
                        name,
                        "the file is larger than any contract",
                        "a source has at most " + Compiler.SOURCE_LENGTH + " characters");
            }
            return new ContractSource(name, Files.readString(file));
        } catch (IOException | InvalidPathException e) {
            throw CliError.FILE_UNREADABLE.at(
                    name, e.getClass().getSimpleName(), "check the path; a contract is a text file in UTF-8");
        }
    }

    /** The file's name without folders and ending. */
    public String shortName() {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.substring(0, name.length() - ENDING.length());
    }

    /** @param sizes those of the contract that have no default, and others at will */
    public Compiled compile(SortedMap<String, Integer> sizes) {
        return switch (Compiler.compile(text, sizes)) {
            case Compiled compiled -> compiled;
            case CompileResult.Refused refused -> {
                List<Diagnostic> all = refused.diagnostics();
                long errors = all.stream()
                        .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                        .count();
                String example = all.stream()
                        .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                        .map(d -> d.code().name())
                        .findFirst()
                        .orElse("");
                throw CliError.SOURCE_REFUSED
                        .at(
                                file,
                                errors == 1 ? "1 error" : errors + " errors",
                                "gradchain explain " + example + " says more")
                        .because(frames(all));
            }
        };
    }

    /** What the compiler says about this source. */
    public Frames frames(List<Diagnostic> diagnostics) {
        return new Frames(Frame.text(file, text, diagnostics), DiagnosticJson.text(file, diagnostics));
    }
}
