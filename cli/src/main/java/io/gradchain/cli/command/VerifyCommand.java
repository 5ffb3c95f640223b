package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.cli.training.Verification;
import io.gradchain.genesis.types.Address;
import io.gradchain.mlvm.grad.Compiler;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compiles a contract's source again and compares. */
@Command(
        name = "verify",
        description = "Compile the source of a contract again and compare it with its code, byte for byte.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradchain verify tumours", "  gradchain verify tgrad1… --source my.grad --size D=30"})
final class VerifyCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Mixin
    private Sizes sizes;

    @Parameters(paramLabel = "CONTRACT", description = "A name, @last, or an address.")
    private String contract;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            completionCandidates = LibraryNames.class,
            description = "Compare with this file, or a contract of the library: ${COMPLETION-CANDIDATES}"
                    + " (default: the source on the chain).")
    private Optional<String> file = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        Address address = Target.address(common.home(), contract);
        try (ChainClient chain = target.connect(common.home())) {
            JsonNode stored = chain.source(address);
            String source = file.map(name -> ContractSource.named(name).text()).orElseGet(() -> text(contract, stored));
            int compiler = stored.path("compiler").asInt(Compiler.VERSION);
            byte[] code = HexFormat.of().parseHex(stored.path("code").asString());
            String from = file.orElse("the source on the chain");
            switch (Verification.of(code, source, sizes(stored), compiler)) {
                case Verification.Same() -> {
                    screen.line(screen.green("verified") + "  " + contract + " is what " + from + " compiles to, "
                            + code.length + " bytes");
                    screen.next("gradchain contract source " + contract, "gradchain call " + contract);
                    screen.result(JsonNodeFactory.instance
                            .objectNode()
                            .put("ok", true)
                            .put("verified", true)
                            .put("bytes", code.length)
                            .put("compiler", compiler));
                }
                case Verification.Differs(String where) ->
                    throw CliError.CODE_DIFFERS.at(contract + ", " + from, where);
                case Verification.OtherCompiler(int version) ->
                    throw CliError.COMPILER_DIFFERS.at(
                            contract,
                            "it was compiled by version " + version + ", this is version " + Compiler.VERSION);
            }
        }
    }

    /** Those of the deploy, unless others are given. */
    private SortedMap<String, Integer> sizes(JsonNode stored) {
        SortedMap<String, Integer> all = new TreeMap<>();
        stored.path("sizes")
                .properties()
                .forEach(size -> all.put(size.getKey(), size.getValue().asInt()));
        all.putAll(sizes.all());
        return all;
    }

    /** The source as it is on the chain. */
    static String text(String contract, JsonNode stored) {
        if (!stored.path("source").isString()) {
            throw CliError.NO_SOURCE.at(contract, "it was deployed without its source");
        }
        return stored.path("source").asString();
    }
}
