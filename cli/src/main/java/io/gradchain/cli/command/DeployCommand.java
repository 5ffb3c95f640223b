package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.project.ContractProject;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.cli.training.Deployment;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Library;
import io.gradchain.mlvm.grad.Metadata;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts a contract on the chain. */
@Command(
        name = "deploy",
        description = "Compile a contract written in Grad and deploy it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain deploy linear --features 10",
            "  gradchain deploy logistic --features 30 --name tumours --rate 0.1",
            "  gradchain deploy                   in the folder of a project",
            "  gradchain deploy my.grad --size D=30 --size CAP=1000 --param eta0=0.05"
        })
final class DeployCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Mixin
    private Unlock unlock;

    @Mixin
    private Sizes sizes;

    @Parameters(
            paramLabel = "CONTRACT",
            arity = "0..1",
            description = Chosen.DESCRIPTION,
            completionCandidates = LibraryNames.class)
    private Optional<String> contract = Optional.empty();

    @Option(names = "--rate", paramLabel = "ETA", description = "Learning rate: --param eta0=ETA (default: 0.1).")
    private Optional<String> rate = Optional.empty();

    @Option(
            names = "--alpha",
            paramLabel = "A",
            description = "Weight of the penalty on the squared coefficients: --param alpha=A (default: 0).")
    private Optional<String> alpha = Optional.empty();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the contract by its name (default: the source's); repeatable.")
    private Map<String, String> named = new TreeMap<>();

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: as the source).")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            defaultValue = "alice",
            description = "Who pays and owns it (default: alice).")
    private String from;

    @Option(
            names = "--no-source",
            description = "Keep the source off the chain: traps have no line, nobody can verify.")
    private boolean bare;

    @Override
    public void run() {
        Screen screen = common.screen();
        ChainFolder folder = common.home().testnet();
        Chosen chosen = Chosen.of(contract);
        ContractSource source = chosen.source();
        SortedMap<String, Integer> given = chosen.sizes(sizes);
        if (Library.names().contains(chosen.argument().toLowerCase(Locale.ROOT)) && !given.containsKey("D")) {
            throw CliError.BAD_OPTION.at(
                    chosen.argument(), "how many features a sample has is missing", "give --features D");
        }
        Compiled compiled = source.compile(given);
        byte[] arguments = Deployment.arguments(compiled, parameters(chosen, compiled));
        int features = given.getOrDefault("D", 0);
        try (ChainClient chain = target.connect(common.home())) {
            ContractBook book = folder.contracts();
            String plain = chosen.project().map(ContractProject::name).orElse(source.shortName());
            String called = book.freeName(name == null ? plain.toLowerCase(Locale.ROOT) : name);
            Metadata all = Metadata.of(compiled, given, source.text());
            Metadata metadata = bare ? all.withoutSource() : all;
            Deployment.Deployed deployed = Deployment.run(
                    unlock.sender(chain, common.home(), from),
                    chain.status().blockGasLimit(),
                    compiled,
                    arguments,
                    metadata);
            String address = Target.text(deployed.address());
            String shown = compiled.shown().name();
            folder.write(book.with(ContractBook.Entry.deployed(called, address, shown, features)));
            screen.line("%s is deployed: %s, block %d, %d gas"
                    .formatted(
                            screen.bold(called),
                            shown,
                            deployed.included().height(),
                            deployed.included().gasUsed()));
            screen.line("  " + address);
            if (!bare && metadata.places().isEmpty()) {
                screen.line(
                        metadata.source().isPresent()
                                ? "  the source is on the chain without its places: it is too long for both"
                                : "  the source is too long to be put on the chain");
            }
            screen.next(
                    compiled.shown().function("fit").isPresent()
                            ? "gradchain fit " + called + data(chosen) + " --epochs 200 --test-split 0.2"
                            : "gradchain call " + called);
            screen.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("ok", true)
                    .put("name", called)
                    .put("address", address)
                    .put("source", metadata.source().isPresent())
                    .put("places", metadata.places().isPresent())
                    .put("height", deployed.included().height())
                    .put("gas", deployed.included().gasUsed()));
        }
    }

    private static String data(Chosen chosen) {
        return chosen.project()
                .flatMap(ContractProject::data)
                .map(data -> " --data " + data.file() + " --target " + data.target())
                .orElse(" --data FILE.csv --target COLUMN");
    }

    private SortedMap<String, String> parameters(Chosen chosen, Compiled compiled) {
        SortedMap<String, String> all =
                chosen.project().map(project -> project.paramsOf(compiled)).orElseGet(TreeMap::new);
        all.putAll(named);
        rate.ifPresent(text -> all.put("eta0", text));
        alpha.ifPresent(text -> all.put("alpha", text));
        return all;
    }
}
