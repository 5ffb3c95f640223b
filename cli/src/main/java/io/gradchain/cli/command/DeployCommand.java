package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.Deployment;
import io.gradchain.cli.training.TrainingContract;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts a training contract on the chain. */
@Command(
        name = "deploy",
        description = "Deploy a contract that trains a model.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain deploy linear --features 10",
            "  gradchain deploy logistic --features 30 --name tumours --rate 0.1"
        })
final class DeployCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(paramLabel = "MODEL", description = "linear or logistic.")
    private Model model;

    @Option(names = "--features", paramLabel = "D", required = true, description = "Features of a sample.")
    private int features;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Most samples it can hold (default: 4096).")
    private int rows;

    @Option(names = "--rate", paramLabel = "ETA", defaultValue = "0.1", description = "Learning rate (default: 0.1).")
    private String rate;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            defaultValue = "0",
            description = "Weight of the penalty on the squared coefficients (default: 0).")
    private String alpha;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: the model).")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            defaultValue = "alice",
            description = "Who pays and owns it (default: alice).")
    private String from;

    @Override
    public void run() {
        Screen screen = common.screen();
        ChainFolder folder = common.home().testnet();
        try (ChainClient chain = target.connect(common.home())) {
            ContractBook book = folder.contracts();
            String called = book.freeName(name == null ? model.name().toLowerCase(Locale.ROOT) : name);
            Deployment.Deployed deployed = Deployment.run(
                    Target.sender(chain, from), chain.status().blockGasLimit(), model, features, rows, rate, alpha);
            String address = Target.text(deployed.address());
            String shown =
                    new TrainingContract(chain, deployed.address()).shown().name();
            folder.write(book.with(ContractBook.Entry.deployed(called, address, shown, features)));
            screen.line("%s is deployed: %s, %d features, block %d, %d gas"
                    .formatted(
                            screen.bold(called),
                            shown,
                            features,
                            deployed.included().height(),
                            deployed.included().gasUsed()));
            screen.line("  " + address);
            screen.next("gradchain fit " + called + " --data FILE.csv --target COLUMN --epochs 200 --test-split 0.2");
            screen.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("ok", true)
                    .put("name", called)
                    .put("address", address)
                    .put("height", deployed.included().height())
                    .put("gas", deployed.included().gasUsed()));
        }
    }
}
