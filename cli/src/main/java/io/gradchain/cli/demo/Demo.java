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
    record Trained(String address, Prepared data, FitResult fit, Comparison result) {}

    /** A validator's word on the state. */
    record Root(String name, long height, String stateRoot) {}

    /** Everything that was seen. */
    record Result(
            List<Root> roots,
            List<Trained> models,
            Transfers.Finality finality,
            Outage.Story outage,
            JsonNode replay,
            double seconds) {
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
            return rootsAgree() && coefficientsAgree() && replay.path("ok").asBoolean();
        }
    }

    Result run() {
        long start = System.nanoTime();
        screen.heading("1  Finality of transfers, one at a time, votes on disk before they are sent");
        Transfers.Finality finality =
                Transfers.measure(screen, net, alice, bob.signer().address(), WARM_UP, TRANSFERS);
        screen.line("  propose to final   p50 %.1f ms   p95 %.1f ms   p99 %.1f ms   over %d blocks, after %d to warm up"
                .formatted(finality.p50Ms(), finality.p95Ms(), finality.p99Ms(), finality.blocks(), WARM_UP));

        screen.heading("2  Linear regression on chain: diabetes");
        Trained linear = train(Model.LINEAR, BundledData.DIABETES, alice, point -> "");

        screen.heading("3  Logistic regression on chain: breast cancer, with a validator killed on the way");
        Outage outage = new Outage(net, VALIDATORS - 1, net.client(0), EPOCHS);
        Trained logistic = train(Model.LOGISTIC, BundledData.BREAST_CANCER, bob, point -> outage.at(point.epoch()));
        Outage.Story story = outage.join();
        screen.line("  %s was away from block %d and caught up in %.2f s"
                .formatted(story.name(), story.heightAtKill(), story.caughtUpSeconds()));

        screen.heading("4  Every validator's state, and a training block executed again");
        List<Root> roots = roots(logistic.fit().lastHeight());
        roots.forEach(r -> screen.line("  %s  block %d  %s".formatted(r.name(), r.height(), r.stateRoot())));
        JsonNode replay = net.client(VALIDATORS - 1)
                .verifyBlock(Long.toString(logistic.fit().lastHeight()));
        screen.line("  block %s again on %s, from %s proof nodes (%s bytes): %s"
                .formatted(
                        replay.path("height").asString(),
                        net.name(VALIDATORS - 1),
                        replay.path("proofNodes").asString(),
                        replay.path("proofBytes").asString(),
                        replay.path("ok").asBoolean()
                                ? "the same root"
                                : replay.path("difference").asString()));
        return new Result(roots, List.of(linear, logistic), finality, story, replay, (System.nanoTime() - start) / 1e9);
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
        Comparison result = Comparison.of(contract.trained(), prepared, reference.join(), contract.setting(EPOCHS));
        FitReport.print(screen, prepared, fit, result);
        return new Trained(AddressText.of(deployed.address(), true), prepared, fit, result);
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
