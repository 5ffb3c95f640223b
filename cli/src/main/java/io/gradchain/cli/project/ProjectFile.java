package io.gradchain.cli.project;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.project.ContractProject.Data;
import io.gradchain.cli.project.ContractProject.Setting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a {@code gradchain.toml}; what it does not know is refused, since it would silently do nothing. */
final class ProjectFile {
    private static final long MAX_BYTES = 64L << 10;
    /** Every decimal of so many digits survives a double; of longer ones the text is lost in TOML. */
    private static final int EXACT_DIGITS = 15;

    private final Path folder;
    private final Path file;
    private final TomlTable root;

    private ProjectFile(Path folder, TomlTable root) {
        this.folder = folder;
        this.file = folder.resolve(ContractProject.FILE);
        this.root = root;
    }

    static ContractProject read(Path folder) {
        Path file = folder.resolve(ContractProject.FILE);
        TomlParseResult toml;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw CliError.PROJECT_WRONG.at(file.toString(), "the file is larger than 64 KiB");
            }
            toml = Toml.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw CliError.PROJECT_WRONG.at(file.toString(), "there is no such file");
        } catch (IOException e) {
            throw CliError.FILE_UNREADABLE.at(file.toString(), e.toString(), "the file must be UTF-8 text");
        } catch (StackOverflowError e) {
            // the parser recurses once for each nested bracket
            throw CliError.PROJECT_WRONG.at(file.toString(), "nested too deeply");
        }
        if (toml.hasErrors()) {
            TomlParseError first = toml.errors().getFirst();
            throw CliError.PROJECT_WRONG.at(
                    file + ":" + first.position().line(), first.getMessage(), "write it as TOML: name = value");
        }
        return new ProjectFile(folder, toml).project();
    }

    private ContractProject project() {
        allowOnly(root, List.of("contract", "sizes", "params", "data"));
        String contract = text(root, "contract");
        if (!contract.endsWith(".grad")) {
            throw wrong(root, "contract", "a contract is a file that ends in .grad");
        }
        SortedMap<String, Setting<Integer>> sizes = new TreeMap<>();
        SortedMap<String, Setting<String>> params = new TreeMap<>();
        table("sizes").ifPresent(t -> t.keySet().forEach(key -> sizes.put(key, size(t, key))));
        table("params").ifPresent(t -> t.keySet().forEach(key -> params.put(key, param(t, key))));
        return new ContractProject(
                folder, path(root, "contract"), sizes, params, table("data").map(this::data));
    }

    private Data data(TomlTable table) {
        allowOnly(table, List.of("file", "target"));
        return new Data(path(table, "file"), text(table, "target"));
    }

    private Setting<Integer> size(TomlTable table, String key) {
        if (!(table.get(List.of(key)) instanceof Long n) || n < 1 || n > Integer.MAX_VALUE) {
            throw wrong(table, key, "a size is a whole number above 0");
        }
        return new Setting<>(n.intValue(), line(table, key));
    }

    private Setting<String> param(TomlTable table, String key) {
        return new Setting<>(
                switch (table.get(List.of(key))) {
                    case String text -> text;
                    case Long n -> n.toString();
                    case Boolean b -> b.toString();
                    case Double d -> decimal(table, key, d);
                    case null, default -> throw wrong(table, key, "a param is a number, true, false or a text");
                },
                line(table, key));
    }

    private String decimal(TomlTable table, String key, double value) {
        if (!Double.isFinite(value)) {
            throw wrong(table, key, "it must be a finite number");
        }
        BigDecimal decimal = BigDecimal.valueOf(value);
        if (decimal.stripTrailingZeros().precision() > EXACT_DIGITS) {
            throw wrong(table, key, "a number of more than 15 digits stands between quotes, or some of them get lost");
        }
        return decimal.toPlainString();
    }

    private Optional<TomlTable> table(String key) {
        Object value = root.get(List.of(key));
        if (value != null && !(value instanceof TomlTable)) {
            throw wrong(root, key, "expected a table: [" + key + "]");
        }
        return Optional.ofNullable((TomlTable) value);
    }

    private String text(TomlTable table, String key) {
        if (!(table.get(List.of(key)) instanceof String text) || text.isBlank()) {
            throw wrong(table, key, "expected " + key + " = \"…\"");
        }
        return text;
    }

    private Path path(TomlTable table, String key) {
        try {
            return folder.resolve(text(table, key));
        } catch (InvalidPathException e) {
            throw wrong(table, key, e.getMessage());
        }
    }

    private void allowOnly(TomlTable table, List<String> keys) {
        for (String key : table.keySet()) {
            if (!keys.contains(key)) {
                throw wrong(table, key, "it is none of " + String.join(", ", keys));
            }
        }
    }

    private CommandFailed wrong(TomlTable table, String key, String cause) {
        return CliError.PROJECT_WRONG.at(file + ":" + line(table, key), key + ": " + cause);
    }

    private int line(TomlTable table, String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? 1 : position.line();
    }
}
