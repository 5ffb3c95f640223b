package io.gradchain.cli.demo;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.report.FitReport;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.training.Comparison;
import io.gradchain.cli.training.Deployment;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.LossPoint;
import io.gradchain.cli.training.Prepared;
import io.gradchain.cli.training.TrainingContract;
import io.gradchain.genesis.types.AddressText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The steps of the demo, in order; each prints what it did. */
public final class Demo {
    static final int VALIDATORS = 4;
    private static final int WARM_UP = 100;
    private static final int TRANSFERS = 250;
    private static final int EPOCHS = 500;
    private static final int EPOCHS_PER_TRANSACTION = 25;
    private static final int REPLAYS = 5;
    private static final int ROWS = 1024;
    private static final double TEST_SPLIT = 0.2;
    private static final String RATE = "0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Screen screen;
    private final DemoNet net;
    private final Sender alice;
    private final Sender bob;
    private final CompletableFuture<Reference> reference;
    private final long seed;

    Demo(Screen screen, DemoNet net, Sender alice, Sender bob, CompletableFuture<Reference> reference, long seed) {
        this.screen = screen;
        this.net = net;
        this.alice = alice;
        this.bob = bob;
        this.reference = reference;
        this.seed = seed;
    }

    /** One of the two trainings. */
    record Trained(Model model, String address, Prepared data, FitResult fit, Comparison result, JsonNode replay) {
        /** Seconds of one epoch in the virtual machine alone, from executing the last training block again. */
        double vmSecondsPerEpoch() {
            return Long.parseLong(replay.path("micros").asString()) / 1e6 / fit.lastEpochs();
        }
    }

    /** A validator's word on the state. */
    record Root(String name, long height, String stateRoot) {}

    /** Everything that was seen. */
    record Result(
            List<Root> roots, List<Trained> models, Transfers.Finality finality, Outage.Story outage, double seconds) {
        /** The largest distance from float64 that passes. */
        static final double TOLERANCE = 1e-6;

        boolean rootsAgree() {
            return roots.size() == VALIDATORS
                    && roots.stream().map(Root::stateRoot).distinct().count() == 1;
        }

        boolean coefficientsAgree() {
            return models.stream().allMatch(m -> m.result().maxDifference() <= TOLERANCE);
        }

        boolean ok() {
            return rootsAgree() && coefficientsAgree() && replaysAgree();
        }

        boolean replaysAgree() {
            return models.stream().allMatch(m -> m.replay().path("ok").asBoolean());
        }
    }

    Result run() {
        long start = System.nanoTime();
        screen.heading("1  Finality of transfers, one at a time, votes on disk before they are sent");
        Transfers.Finality finality =
                Transfers.measure(screen, net, alice, bob.signer().address(), WARM_UP, TRANSFERS);
        screen.line("  propose to final   p50 %.1f ms   p95 %.1f ms   p99 %.1f ms   over %d blocks, after %d to warm up"
                .formatted(finality.p50Ms(), finality.p95Ms(), finality.p99Ms(), finality.blocks(), finality.warmUp()));

        screen.heading("2  Linear regression on chain: diabetes");
        Trained linear = train(Model.LINEAR, BundledData.DIABETES, alice, point -> "");

        screen.heading("3  Logistic regression on chain: breast cancer, with a validator killed on the way");
        Outage outage = new Outage(net, VALIDATORS - 1, net.client(0), EPOCHS);
        Trained logistic = train(Model.LOGISTIC, BundledData.BREAST_CANCER, bob, point -> outage.at(point.epoch()));
        Outage.Story story = outage.join();
        screen.line("  %s was away from block %d and caught up in %.2f s"
                .formatted(story.name(), story.heightAtKill(), story.caughtUpSeconds()));

        screen.heading("4  Every validator's state");
        List<Root> roots = roots(logistic.fit().lastHeight());
        roots.forEach(r -> screen.line("  %s  block %d  %s".formatted(r.name(), r.height(), r.stateRoot())));

        return new Result(roots, List.of(linear, logistic), finality, story, (System.nanoTime() - start) / 1e9);
    }

    private Trained train(Model model, BundledData data, Sender owner, Function<LossPoint, String> heard) {
        ChainClient chain = net.client(0);
        Prepared prepared = Prepared.of(model, data.samples(), TEST_SPLIT, seed, Quantised.NARROW_BITS);
        Deployment.Deployed deployed = Deployment.run(
                owner,
                chain.status().blockGasLimit(),
                model,
                prepared.samples().names().size(),
                ROWS,
                RATE,
                "0");
        TrainingContract contract = new TrainingContract(chain, deployed.address());
        contract.setScale(owner, prepared.standardiser());
        try (Progress progress =
                new Progress(screen, "uploading", "row", prepared.train().rows())) {
            contract.upload(owner, prepared.train(), done -> progress.at(done, ""));
        }
        FitResult fit;
        try (Progress progress = new Progress(screen, "training", "epoch", EPOCHS)) {
            List<String> said = new ArrayList<>(List.of(""));
            Consumer<LossPoint> listener = point -> {
                String news = heard.apply(point);
                if (!news.isEmpty()) {
                    said.set(0, news);
                }
                progress.at(point.epoch(), "loss %.6f  %s".formatted(point.loss(), said.get(0)));
            };
            fit = contract.fit(owner, EPOCHS, EPOCHS_PER_TRANSACTION, listener);
        }
        Comparison result =
                Comparison.of(contract.trained(), model, prepared, reference.join(), contract.setting(EPOCHS));
        FitReport.print(screen, prepared, fit, result.outcome(model));
        Trained trained = new Trained(
                model,
                AddressText.of(deployed.address(), true),
                prepared,
                fit,
                result,
                replay(chain, fit.lastHeight()));
        JsonNode replay = trained.replay();
        screen.line("  block %s executed again, then from a proof of %s nodes (%s bytes): %s, %.2f ms an epoch"
                .formatted(
                        replay.path("height").asString(),
                        replay.path("proofNodes").asString(),
                        replay.path("proofBytes").asString(),
                        replay.path("ok").asBoolean()
                                ? "the same root"
                                : replay.path("difference").asString(),
                        1e3 * trained.vmSecondsPerEpoch()));
        return trained;
    }

    /** Executes a block again some times; the run of median length. */
    private static JsonNode replay(ChainClient chain, long height) {
        List<JsonNode> runs = new ArrayList<>();
        for (int i = 0; i < REPLAYS; i++) {
            JsonNode run = chain.verifyBlock(Long.toString(height));
            if (!run.path("ok").asBoolean()) {
                return run;
            }
            runs.add(run);
        }
        runs.sort(Comparator.comparingLong(
                run -> Long.parseLong(run.path("micros").asString())));
        return runs.get(REPLAYS / 2);
    }

    /** The state root of every validator at the final block {@code height}, read from its own database. */
    private List<Root> roots(long height) {
        for (int i = 0; i < net.size(); i++) {
            if (!net.client(i).awaitHeight(height, PATIENCE)) {
                throw CliError.TIMEOUT.at(
                        net.name(i), "its final block is below " + height + " after " + PATIENCE.toSeconds() + " s");
            }
        }
        List<Root> roots = new ArrayList<>();
        for (int i = 0; i < net.size(); i++) {
            roots.add(new Root(net.name(i), height, net.client(i).stateRoot(height)));
        }
        return roots;
    }

    static String label(Model model) {
        return model.name().toLowerCase(Locale.ROOT);
    }
}
