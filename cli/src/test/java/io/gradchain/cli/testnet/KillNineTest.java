package io.gradchain.cli.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.chain.Signer;
import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.training.Deployment;
import io.gradchain.cli.training.Prepared;
import io.gradchain.cli.training.TrainingContract;
import io.gradchain.consensus.Labs;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.storage.file.RecordLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four real node processes train a model; again and again one of them gets SIGKILL at a random moment. More kills:
 * {@code -Dsurefire.extra=-Dgradchain.kills=50}.
 */
class KillNineTest {
    private static final int KILLS = Integer.getInteger("gradchain.kills", 4);
    private static final long SEED = 9;
    private static final int EPOCHS_A_ROUND = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private ChainFolder folder;
    private LocalTestnet net;
    private Plan plan;
    private Auditor votes;

    @BeforeEach
    void startFourProcesses() {
        System.setProperty("gradchain.home", home.toString());
        folder = new Home(home).testnet();
        net = new LocalTestnet(folder);
        net.up(
                Optional.empty(),
                Optional.of(4),
                true,
                Optional.empty(),
                run -> run.nodes().stream().allMatch(n -> finalHeight(n) > 0));
        plan = folder.requirePlan();
        ChainSpec spec = plan.spec();
        votes = Labs.find(spec.engine()).orElseThrow().auditor(spec);
    }

    @AfterEach
    void stop() {
        net.down();
        System.clearProperty("gradchain.home");
    }

    @Test
    void killingNodesDuringTrainingLosesNothingFinalAndContradictsNoVote() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Prepared data = Prepared.of(Model.LOGISTIC, BundledData.BREAST_CANCER.samples(), 0.2, SEED, 16);
        Address contract = deployWith(data);
        int landed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int victim = random.nextInt(4);
            int client = (victim + 1 + random.nextInt(3)) % 4;
            long delayMillis = random.nextLong(50, 900);
            String story = "seed " + SEED + ", kill " + kill + ": " + name(victim) + " after " + delayMillis + " ms";

            CompletableFuture<Long> training = CompletableFuture.supplyAsync(() -> train(client, contract));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
            ChainClient.Status before = status(victim);
            killNine(victim);
            landed += training.isDone() ? 0 : 1;
            readVotesOf(victim, story);
            long trained =
                    training.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

            net.up(Optional.empty(), Optional.empty(), true, Optional.empty(), run -> true);
            try (ChainClient back = client(victim)) {
                awaitAnswer(back, story);
                assertThat(back.awaitHeight(trained, PATIENCE))
                        .as(story + ", caught up")
                        .isTrue();
                assertThat(back.stateRoot(before.finalHeight()))
                        .as(story + ", what was final before the kill")
                        .isEqualTo(before.finalStateRoot());
            }
        }
        assertThat(landed).as("kills that hit a running training, seed " + SEED).isGreaterThan(KILLS / 2);
        allRootsAgree();
        net.down();
        for (int node = 0; node < 4; node++) {
            readVotesOf(node, "at the end");
        }
    }

    private Address deployWith(Prepared data) {
        try (ChainClient chain = client(0)) {
            Address address = Deployment.run(
                            alice(chain), chain.status().blockGasLimit(), Model.LOGISTIC, 30, 455, "0.1", "0")
                    .address();
            new TrainingContract(chain, address).upload(alice(chain), data.train(), rows -> {});
            return address;
        }
    }

    /** Returns the height of the last training block. */
    private long train(int node, Address contract) {
        try (ChainClient chain = client(node)) {
            return new TrainingContract(chain, contract)
                    .fit(alice(chain), EPOCHS_A_ROUND, 100, point -> {})
                    .lastHeight();
        }
    }

    private static Sender alice(ChainClient chain) {
        Ed25519 scheme = new Ed25519();
        return new Sender(chain, Signer.of("alice", DevKeys.of(scheme, "alice")), scheme);
    }

    private void killNine(int node) {
        ProcessHandle process =
                folder.requireRunning().nodes().get(node).process().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** From a copy: opening a log mends a torn tail, and that is the node's business. */
    private void readVotesOf(int node, String story) throws IOException {
        Path copy = Files.copy(
                folder.data(name(node)).resolve("votes.log"),
                home.resolve("copy.log"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        RecordLog.Opened opened = RecordLog.open(copy, plan.spec().hash()).orElseThrow();
        opened.log().close();
        for (byte[] record : opened.records()) {
            assertThat(votes.persisted(node, record)).as(story).isEmpty();
        }
    }

    private void allRootsAgree() {
        List<ChainClient> clients = List.of(client(0), client(1), client(2), client(3));
        long height = clients.stream()
                .map(c -> c.status().finalHeight())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        clients.forEach(c -> assertThat(c.awaitHeight(height, PATIENCE)).isTrue());
        assertThat(clients.stream().map(c -> c.stateRoot(height)).distinct())
                .as("state roots at height " + height)
                .hasSize(1);
        clients.forEach(ChainClient::close);
    }

    private static void awaitAnswer(ChainClient node, String story) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (node.findStatus().isEmpty()) {
            assertThat(System.nanoTime()).as(story + ", the node answers again").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private ChainClient.Status status(int node) {
        try (ChainClient chain = client(node)) {
            return chain.status();
        }
    }

    private static long finalHeight(RunFile.RunningNode node) {
        try (ChainClient chain = new ChainClient(node.url())) {
            return chain.findStatus().map(ChainClient.Status::finalHeight).orElse(0L);
        }
    }

    private ChainClient client(int node) {
        return new ChainClient(folder.requireRunning().nodes().get(node).url());
    }

    private static String name(int node) {
        return DevKeys.validator(node + 1);
    }
}
