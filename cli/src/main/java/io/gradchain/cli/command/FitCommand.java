package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.data.CsvFile;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Table;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.report.FitReport;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.Comparison;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.Prepared;
import io.gradchain.cli.training.TrainingContract;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Uploads a CSV file and trains on it. */
@Command(
        name = "fit",
        description = "Upload samples, train on the chain, and compare with float64.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain fit @last --data diabetes --target progression --epochs 500 --test-split 0.2",
            "  gradchain fit tumours --data data/tumours.csv --target malignant --epochs 200",
            "",
            "Features are standardised by the training rows and kept to 16 fraction bits, which the",
            "fast kernels take; --full-precision keeps 32. `diabetes` and `breast_cancer` are bundled."
        })
final class FitCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(paramLabel = "CONTRACT", description = "A name, @last, or an address.")
    private String contract;

    @Option(
            names = "--data",
            paramLabel = "CSV",
            required = true,
            description = "A CSV file, diabetes or breast_cancer.")
    private String data;

    @Option(names = "--target", paramLabel = "COLUMN", required = true, description = "What the model shall predict.")
    private String column;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "200", description = "How many more (default: 200).")
    private int epochs;

    @Option(
            names = "--test-split",
            paramLabel = "FRACTION",
            defaultValue = "0",
            description = "Part of the rows to hold out (default: 0).")
    private double fraction;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "Decides which rows (default: 42).")
    private long seed;

    @Option(names = "--full-precision", description = "Keep 32 fraction bits of the features instead of 16.")
    private boolean full;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            defaultValue = "alice",
            description = "Owner of the contract (default: alice).")
    private String from;

    @Override
    public void run() {
        if (epochs < 1 || epochs > 1_000_000) {
            throw CliError.BAD_OPTION.at("--epochs " + epochs, "is not 1 to 1000000");
        }
        Screen screen = common.screen();
        ChainFolder folder = common.home().testnet();
        ContractBook.Entry entry = folder.contracts().find(contract);
        Table table = table(data);
        try (ChainClient chain = target.connect(common.home())) {
            TrainingContract model = new TrainingContract(chain, Target.parse(entry.address()));
            int bits = full ? Quantised.FULL_BITS : Quantised.NARROW_BITS;
            Prepared prepared = Prepared.of(model.model(), table.samples(column), fraction, seed, bits);
            screen.heading("%s learns %s from %s"
                    .formatted(entry.name(), column, prepared.samples().source()));
            screen.line("  %d rows to learn from, %d held out, seed %d; %d features, standardised, %d fraction bits"
                    .formatted(prepared.train().rows(), prepared.test().rows(), seed, model.features(), bits));
            Sender sender = Target.sender(chain, from);
            upload(screen, folder, entry, model, sender, prepared);
            FitResult fit;
            try (Progress progress = new Progress(screen, "training", "epoch", epochs)) {
                long before = model.epochs();
                fit = model.fit(
                        sender,
                        epochs,
                        Integer.MAX_VALUE,
                        point -> progress.at(point.epoch() - before, "loss %.6f".formatted(point.loss())));
            }
            long total = model.epochs();
            Comparison result = Comparison.of(
                    model.trained(),
                    prepared,
                    Reference.load(common.home().nativeCache()),
                    model.setting(Math.toIntExact(total)));
            FitReport.print(screen, prepared, fit, result);
            screen.next(
                    "gradchain predict " + entry.name() + " --csv NEW.csv",
                    "gradchain verify-block " + fit.lastHeight());
            ObjectNode out =
                    JsonNodeFactory.instance.objectNode().put("ok", true).put("name", entry.name());
            FitReport.write(out, prepared, total, fit, result);
            screen.result(out);
        }
    }

    static Table table(String data) {
        for (BundledData bundled : BundledData.values()) {
            if (bundled.label().equals(data)) {
                return bundled.table();
            }
        }
        return CsvFile.read(Path.of(data));
    }

    /** Uploads the samples, unless the contract holds these very ones from an earlier fit. */
    private static void upload(
            Screen screen,
            ChainFolder folder,
            ContractBook.Entry entry,
            TrainingContract model,
            Sender sender,
            Prepared prepared) {
        long held = model.rows();
        if (held == prepared.train().rows() && entry.data().equals(prepared.key())) {
            screen.line("  the contract holds these samples already: training goes on from epoch " + model.epochs());
            return;
        }
        if (held > 0) {
            throw CliError.WRONG_FEATURES.at(
                    entry.name(),
                    "the contract holds " + held + " rows of other data"
                            + (entry.data().isEmpty() ? "" : " (" + entry.data() + ")"),
                    "deploy another contract for this data");
        }
        try (Progress progress =
                new Progress(screen, "uploading", "row", prepared.train().rows())) {
            model.setScale(sender, prepared.standardiser());
            model.upload(sender, prepared.train(), done -> progress.at(done, ""));
        }
        folder.write(folder.contracts()
                .with(entry.holding(
                        prepared.key(),
                        prepared.samples().names(),
                        prepared.samples().target())));
    }
}
