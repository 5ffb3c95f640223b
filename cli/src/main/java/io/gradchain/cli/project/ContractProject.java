package io.gradchain.cli.project;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.training.Arguments;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Parser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder with a {@code gradchain.toml}.
 *
 * @param contract the source, as a path from where the command runs
 * @param sizes what the contract is compiled with, unless the command line says otherwise
 * @param params what it is deployed with, likewise; as people type them
 */
public record ContractProject(
        Path folder,
        Path contract,
        SortedMap<String, Setting<Integer>> sizes,
        SortedMap<String, Setting<String>> params,
        Optional<Data> data) {
    public static final String FILE = "gradchain.toml";

    /** A value and the line it is on. */
    public record Setting<T>(T value, int line) {}

    /** Samples to train on, and the column to predict. */
    public record Data(Path file, String target) {}

    /** The folder commands run in. */
    public static Path here() {
        return Path.of(System.getProperty("gradchain.folder", ""));
    }

    public static boolean isAt(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** The project of a folder; X-16 if its file is missing or wrong. */
    public static ContractProject at(Path folder) {
        return ProjectFile.read(folder);
    }

    /** The folder's own name: what a contract deployed from it is called. */
    public String name() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    public ContractSource source() {
        return ContractSource.named(contract.toString());
    }

    /** The sizes of the file; X-16 if the contract, as far as it can be read, has none of such a name. */
    public SortedMap<String, Integer> sizesOf(ContractSource source) {
        Parser.parse(source.text(), new Report()).contract().ifPresent(declared -> {
            List<String> names =
                    declared.sizes().stream().map(Decl.SizeName::name).toList();
            sizes.forEach((name, setting) -> requireKnown("size", name, setting.line(), names));
        });
        SortedMap<String, Integer> all = new TreeMap<>();
        sizes.forEach((name, setting) -> all.put(name, setting.value()));
        return all;
    }

    /** The params of the file, not looked at. */
    public SortedMap<String, String> written() {
        SortedMap<String, String> all = new TreeMap<>();
        params.forEach((name, setting) -> all.put(name, setting.value()));
        return all;
    }

    /** The params of the file; X-16 if the contract's {@code init} takes none of such a name, or not such a value. */
    public SortedMap<String, String> paramsOf(Compiled compiled) {
        Optional<Signature> init = compiled.shown().function("init");
        List<Field> taken = init.map(Signature::parameters).orElse(List.of());
        SortedMap<String, String> all = new TreeMap<>();
        params.forEach((name, setting) -> {
            requireKnown(
                    "param",
                    name,
                    setting.line(),
                    taken.stream().map(Field::name).toList());
            for (Field field : taken) {
                if (field.name().equals(name)) {
                    requireValue(init.orElseThrow(), field, setting);
                }
            }
            all.put(name, setting.value());
        });
        return all;
    }

    private void requireValue(Signature init, Field field, Setting<String> setting) {
        try {
            Arguments.value(init, field, setting.value());
        } catch (CommandFailed wrong) {
            throw CliError.PROJECT_WRONG.at(
                    place(setting.line()), wrong.problem().cause(), "give a value that fits its type");
        }
    }

    private void requireKnown(String what, String name, int line, List<String> names) {
        if (!names.contains(name)) {
            throw CliError.PROJECT_WRONG.at(
                    place(line),
                    "the contract has no " + what + " " + name,
                    names.isEmpty() ? "it has none at all" : "there are " + String.join(", ", names));
        }
    }

    private String place(int line) {
        return folder.resolve(FILE) + ":" + line;
    }
}
