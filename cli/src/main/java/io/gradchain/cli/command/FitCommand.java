package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.data.CsvFile;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Table;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.report.FitJson;
import io.gradchain.cli.report.FitReport;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.Judge;
import io.gradchain.cli.training.LossPoint;
import io.gradchain.cli.training.Origin;
import io.gradchain.cli.training.Outcome;
import io.gradchain.cli.training.Prepared;
import io.gradchain.cli.training.TrainerInterface;
import io.gradchain.cli.training.TrainingContract;
import io.gradchain.cli.training.Twin;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Uploads a CSV file and trains on it. */
@Command(
        name = "fit",
        description =
                "Upload samples, train any contract that trains, and compare with float64 where that knows the loss.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain fit @last --data diabetes --target progression --epochs 500 --test-split 0.2",
            "  gradchain fit tumours --data data/tumours.csv --target malignant --epochs 200",
            "",
            "A contract trains if it has add(mat[<=n, D], vec[<=n]), fit(int) and the event Loss(epoch, loss, grad_norm).",
            "Features are standardised by the training rows and kept to 16 fraction bits, which the",
            "fast kernels take; --full-precision keeps 32. `diabetes` and `breast_cancer` are bundled."
        })
final class FitCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Mixin
    private Unlock unlock;

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
            names = "--batches",
            paramLabel = "N",
            description = "Train by N mini-batches, drawn on the chain, instead of --epochs.")
    private Optional<Integer> batches = Optional.empty();

    @Option(
            names = "--hold-out",
            paramLabel = "FRACTION",
            defaultValue = "0",
            description = "Part of the rows to learn from by which the contract judges when to stop (default: 0).")
    private double judging;

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
        checkOptions();
        Screen screen = common.screen();
        ChainFolder folder = common.home().testnet();
        ContractBook.Entry entry = folder.contracts().find(contract);
        Table table = table(data);
        try (ChainClient chain = target.connect(common.home())) {
            TrainingContract model = new TrainingContract(chain, Target.parse(entry.address()));
            checkOptionsOf(model.trainer());
            Prepared prepared = Prepared.of(model.task(), table.samples(column), plan(model.trainer()));
            announce(screen, entry, model, prepared);
            Sender sender = unlock.sender(chain, common.home(), from);
            SampleUpload upload = new SampleUpload(screen, folder, entry, model);
            upload.upload(sender, prepared);
            batches.ifPresent(n -> upload.noteBatches(prepared));
            FitResult fit = train(screen, model, sender);
            long total = model.epochs()
                    .orElse(fit.losses().isEmpty() ? 0 : fit.losses().getLast().epoch());
            if (model.stopped()) {
                screen.line("  the contract stopped by itself at epoch " + total + " and wants no more");
            }
            Origin origin = model.origin();
            boolean drawn = batches.isPresent() || upload.batchesNoted();
            Outcome result = Outcome.of(
                    model,
                    prepared,
                    Twin.of(model, origin, Math.toIntExact(total), drawn),
                    new Judge(model, origin.library().isPresent()),
                    () -> Reference.load(common.home().nativeCache()));
            FitReport.print(screen, prepared, fit, result);
            screen.next(
                    "gradchain predict " + entry.name() + " --csv NEW.csv",
                    fit.transactions() > 0
                            ? "gradchain verify-block " + fit.lastHeight()
                            : "gradchain call " + entry.name());
            ObjectNode out =
                    JsonNodeFactory.instance.objectNode().put("ok", true).put("name", entry.name());
            out.put("stopped", model.stopped());
            FitJson.write(out, prepared, total, fit, result);
            screen.result(out);
        }
    }

    private void checkOptions() {
        if (epochs < 1 || epochs > 1_000_000) {
            throw CliError.BAD_OPTION.at("--epochs " + epochs, "is not 1 to 1000000");
        }
        if (batches.isPresent() && (batches.get() < 1 || batches.get() > 1_000_000)) {
            throw CliError.BAD_OPTION.at("--batches " + batches.get(), "is not 1 to 1000000");
        }
    }

    private void checkOptionsOf(TrainerInterface trainer) {
        if (batches.isPresent() && !trainer.takesBatches()) {
            throw CliError.BAD_OPTION.at(
                    "--batches " + batches.get(),
                    trainer.shown().name() + " has no fit_batches(int)",
                    "train on all rows with --epochs, or deploy a contract that takes batches");
        }
        if (judging != 0 && !trainer.holdsOut()) {
            throw CliError.BAD_OPTION.at(
                    "--hold-out " + judging,
                    trainer.shown().name() + " has no hold_out(mat[<=n, D], vec[<=n])",
                    "leave it out; --test-split keeps rows off the chain to score with");
        }
    }

    private Prepared.Plan plan(TrainerInterface trainer) {
        // Features in their own units may be small: 16 fraction bits would leave little of them.
        int bits = full || !trainer.keepsScale() ? Quantised.FULL_BITS : Quantised.NARROW_BITS;
        return new Prepared.Plan(fraction, judging, seed, bits, trainer.keepsScale());
    }

    private void announce(Screen screen, ContractBook.Entry entry, TrainingContract model, Prepared prepared) {
        Prepared.Plan plan = plan(model.trainer());
        screen.heading("%s learns %s from %s"
                .formatted(entry.name(), column, prepared.samples().source()));
        screen.line("  %d rows to learn from%s, %d held out, seed %d; %d features, %s, %d fraction bits"
                .formatted(
                        prepared.train().rows(),
                        prepared.judging().rows() == 0
                                ? ""
                                : ", " + prepared.judging().rows() + " for the contract to judge itself by",
                        prepared.test().rows(),
                        seed,
                        model.trainer().features(),
                        plan.standardise() ? "standardised" : "in their own units",
                        plan.bits()));
        model.trainer().skipped().forEach(line -> screen.line("  " + line));
    }

    private FitResult train(Screen screen, TrainingContract model, Sender sender) {
        int count = batches.orElse(epochs);
        try (Progress progress = new Progress(screen, "training", batches.isPresent() ? "step" : "epoch", count)) {
            AtomicInteger done = new AtomicInteger();
            Consumer<LossPoint> heard =
                    point -> progress.at(Math.min(count, done.incrementAndGet()), "loss %.6f".formatted(point.loss()));
            return batches.isPresent()
                    ? model.fitBatches(sender, count, heard)
                    : model.fit(sender, count, Integer.MAX_VALUE, heard);
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
}
