package io.gradchain.genesis.spec;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.genesis.fault.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of a chain spec file: takes fields by name and type, and knows the line to blame. */
final class SpecTable {
    private final String file;
    private final String path;
    private final int line;
    private final TomlTable table;

    SpecTable(String file, String path, int line, TomlTable table) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.table = table;
    }

    /** Carries the first refusal out of the nested reading; never leaves this package. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    void allowOnly(List<String> keys) {
        for (String key : table.keySet()) {
            if (!keys.contains(key)) {
                String known = "'" + path + key + "' is none of " + String.join(", ", keys);
                throw new Refused(new Refusal(GenesisError.SPEC_UNKNOWN_KEY, place(key), known));
            }
        }
    }

    List<String> keys() {
        return List.copyOf(table.keySet());
    }

    String text(String key) {
        return take(key, String.class, "a text in quotes");
    }

    long number(String key) {
        return take(key, Long.class, "a whole number");
    }

    boolean flag(String key) {
        return take(key, Boolean.class, "true or false");
    }

    /** The table {@code [key]}, empty where it is absent. */
    Optional<SpecTable> table(String key) {
        if (!table.contains(List.of(key))) {
            return Optional.empty();
        }
        return Optional.of(new SpecTable(file, path + key + ".", lineOf(key), take(key, TomlTable.class, "a table")));
    }

    /** The tables {@code [[key]]} in order. */
    List<SpecTable> tables(String key) {
        if (!table.contains(List.of(key))) {
            return List.of();
        }
        TomlArray array = take(key, TomlArray.class, "a list of tables [[" + key + "]]");
        List<SpecTable> tables = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof TomlTable item)) {
                throw wrong(key, "expected a list of tables [[" + key + "]]");
            }
            TomlPosition position = array.inputPositionOf(i);
            int itemLine = position == null ? lineOf(key) : position.line();
            tables.add(new SpecTable(file, path + key + "[" + i + "].", itemLine, item));
        }
        return tables;
    }

    /** The value, or its refusal moved to the line of {@code key}. */
    <T> T require(String key, Attempt<T> attempt) {
        return switch (attempt) {
            case Attempt.Done<T>(T value) -> value;
            case Attempt.Refused<T>(Refusal refusal) ->
                throw new Refused(new Refusal(
                        refusal.code(),
                        place(key),
                        "field '" + path + key + "': " + refusal.place() + ": " + refusal.cause()));
        };
    }

    Refused wrong(String key, String cause) {
        return new Refused(new Refusal(GenesisError.SPEC_FIELD, place(key), "field '" + path + key + "': " + cause));
    }

    /** For what the constructor of a whole entry refuses. */
    Refused wrong(String cause) {
        String entry = path.isEmpty() ? "" : "'" + path.substring(0, path.length() - 1) + "': ";
        return new Refused(new Refusal(GenesisError.SPEC_FIELD, file + ":" + line, entry + cause));
    }

    private <T> T take(String key, Class<T> type, String expected) {
        Object value = table.get(List.of(key));
        if (value == null) {
            throw wrong(key, "missing, expected " + expected);
        }
        if (!type.isInstance(value)) {
            throw wrong(key, "expected " + expected);
        }
        return type.cast(value);
    }

    private String place(String key) {
        return file + ":" + lineOf(key);
    }

    private int lineOf(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }
}
