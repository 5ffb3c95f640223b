package io.gradchain.genesis.spec;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.VrfKey;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.Amount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/**
 * A chain spec as a TOML file (G-10). The text is only a notation: comments, order of fields and spelling of numbers do not
 * reach the chain's hash. Fields that are not known are refused, since nodes must agree on all of them.
 */
public final class ChainSpecToml {
    public static final int FORMAT = 1;
    private static final long MAX_FILE_BYTES = 8L << 20;

    private ChainSpecToml() {}

    public static Attempt<ChainSpec> read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                return Attempt.refused(GenesisError.SPEC_UNREADABLE, file.toString(), "larger than 8 MiB");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            return Attempt.refused(GenesisError.SPEC_UNREADABLE, file.toString(), e.toString());
        }
    }

    /** @param place what to call the text in refusals: a file name */
    public static Attempt<ChainSpec> parse(String place, String text) {
        TomlParseResult toml;
        try {
            toml = Toml.parse(text);
        } catch (StackOverflowError e) {
            // The parser recurses once for each nested bracket; no honest spec nests deeper than two.
            return Attempt.refused(GenesisError.SPEC_SYNTAX, place, "nested too deeply");
        }
        if (toml.hasErrors()) {
            TomlParseError first = toml.errors().getFirst();
            return Attempt.refused(
                    GenesisError.SPEC_SYNTAX, place + ":" + first.position().line(), first.getMessage());
        }
        try {
            return new Attempt.Done<>(spec(new SpecTable(place, "", 1, toml)));
        } catch (SpecTable.Refused e) {
            return new Attempt.Refused<>(e.refusal());
        }
    }

    private static ChainSpec spec(SpecTable root) {
        root.allowOnly(List.of(
                "format",
                "name",
                "chain_id",
                "test",
                "genesis_time_ms",
                "engine",
                "parameters",
                "validators",
                "accounts"));
        if (root.number("format") != FORMAT) {
            throw root.wrong("format", "this gradchain reads format " + FORMAT);
        }
        boolean test = root.flag("test");
        SortedMap<String, Long> parameters = new TreeMap<>();
        root.table("parameters").ifPresent(t -> t.keys().forEach(key -> parameters.put(key, t.number(key))));
        try {
            return new ChainSpec(
                    root.text("name"),
                    root.number("chain_id"),
                    test,
                    root.number("genesis_time_ms"),
                    root.text("engine"),
                    parameters,
                    root.tables("validators").stream()
                            .map(t -> validator(t, test))
                            .toList(),
                    root.tables("accounts").stream().map(t -> account(t, test)).toList());
        } catch (IllegalArgumentException e) {
            throw root.wrong(e.getMessage());
        }
    }

    private static ChainSpec.Validator validator(SpecTable table, boolean test) {
        table.allowOnly(List.of("name", "key", "beacon", "weight", "reward"));
        PublicKey key = key(table);
        try {
            return new ChainSpec.Validator(
                    table.text("name"), key, beacon(table), table.number("weight"), address(table, "reward", test));
        } catch (IllegalArgumentException e) {
            throw table.wrong(e.getMessage());
        }
    }

    private static ChainSpec.Account account(SpecTable table, boolean test) {
        table.allowOnly(List.of("name", "address", "balance"));
        Amount balance = table.require("balance", Amount.parse(table.text("balance")));
        try {
            return new ChainSpec.Account(table.text("name"), address(table, "address", test), balance);
        } catch (IllegalArgumentException e) {
            throw table.wrong(e.getMessage());
        }
    }

    private static PublicKey key(SpecTable table) {
        try {
            return PublicKey.of(HexFormat.of().parseHex(table.text("key")));
        } catch (IllegalArgumentException e) {
            throw table.wrong("key", "expected 64 hexadecimal digits");
        }
    }

    private static Optional<VrfKey> beacon(SpecTable table) {
        if (!table.keys().contains("beacon")) {
            return Optional.empty();
        }
        try {
            return Optional.of(VrfKey.of(HexFormat.of().parseHex(table.text("beacon"))));
        } catch (IllegalArgumentException e) {
            throw table.wrong("beacon", "expected 66 hexadecimal digits, a compressed point of P-256");
        }
    }

    private static Address address(SpecTable table, String key, boolean test) {
        return table.require(key, AddressText.parse(table.text(key), test));
    }

    /** A file that reads back as {@code spec}. Names need no escapes: a spec has none that would. */
    public static String write(ChainSpec spec) {
        StringBuilder out = new StringBuilder("format = " + FORMAT + "\n");
        out.append("name = \"").append(spec.name()).append("\"\n");
        out.append("chain_id = ").append(spec.chainId()).append('\n');
        out.append("test = ").append(spec.test()).append('\n');
        out.append("genesis_time_ms = ").append(spec.genesisTimeMillis()).append('\n');
        out.append("engine = \"").append(spec.engine()).append("\"\n\n[parameters]\n");
        spec.parameters().forEach((key, value) -> out.append(key + " = " + value + "\n"));
        for (ChainSpec.Validator validator : spec.validators()) {
            out.append("\n[[validators]]\nname = \"").append(validator.name()).append("\"\n");
            out.append("key = \"").append(validator.key().hex()).append("\"\n");
            validator.beacon().ifPresent(key -> out.append("beacon = \"" + key.hex() + "\"\n"));
            out.append("weight = ").append(validator.weight()).append('\n');
            out.append("reward = \"")
                    .append(AddressText.of(validator.reward(), spec.test()))
                    .append("\"\n");
        }
        for (ChainSpec.Account account : spec.accounts()) {
            out.append("\n[[accounts]]\nname = \"").append(account.name()).append("\"\n");
            out.append("address = \"")
                    .append(AddressText.of(account.address(), spec.test()))
                    .append("\"\n");
            out.append("balance = \"").append(account.balance()).append("\"\n");
        }
        return out.toString();
    }
}
