package io.gradchain.cli.training;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.reference.Model;
import io.gradchain.genesis.types.Address;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.Library;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Where a deployed contract comes from.
 *
 * @param library its name in the library, if its code is what the library's source compiles to
 */
public record Origin(Optional<String> library) {
    static Origin of(ChainClient chain, Address address, Interface shown) {
        JsonNode stored = chain.source(address);
        return new Origin(Library.names().stream()
                .filter(name -> isCalled(Library.source(name).orElseThrow(), shown.name()))
                .filter(name -> isCompiledFrom(Library.source(name).orElseThrow(), stored))
                .findFirst());
    }

    /** Spares compiling all of the library. */
    private static boolean isCalled(String source, String contract) {
        return source.contains("contract " + contract + "(");
    }

    private static boolean isCompiledFrom(String source, JsonNode stored) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        stored.path("sizes")
                .properties()
                .forEach(size -> sizes.put(size.getKey(), size.getValue().asInt()));
        byte[] code = HexFormat.of().parseHex(stored.path("code").asString());
        return switch (Verification.of(
                code, source, sizes, stored.path("compiler").asInt(Compiler.VERSION))) {
            case Verification.Same() -> true;
            case Verification.Differs(String where) -> false;
            // Another compiler makes other code of the same source; its word has to do.
            case Verification.OtherCompiler(int version) ->
                stored.path("source").asString("").equals(source);
        };
    }

    /** The loss that float64 knows as well. */
    public Optional<Model> model() {
        return library.flatMap(name -> switch (name) {
            case "linear" -> Optional.of(Model.LINEAR);
            case "logistic" -> Optional.of(Model.LOGISTIC);
            default -> Optional.empty();
        });
    }
}
