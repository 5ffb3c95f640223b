package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Testnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contracts of a user's own trained, asked and scored, on a chain of one validator. */
@Timeout(120)
final class AnyTrainerTest {
    /** Counts, by log-linear regression: its loop takes fewer epochs at once than a block could. */
    private static final String POISSON = """
            contract Poisson(D: size):
                param eta0: fixed = 0.1
                state:
                    coef_: vec[D] = zeros
                    intercept_: fixed = 0.0
                    n_iter_: int = 0
                    mean_: vec[D] = zeros
                    scale_: vec[D] = ones
                    data: dataset[64, D]
                event Loss(epoch: int, loss: fixed, grad_norm: fixed)
                pure fn loss[N: size](w: vec[D], b: fixed, X: mat[N, D], y: vec[N]) -> fixed:
                    let z = X @ w + b
                    return mean(exp(z) - y * z)
                @external @owner
                fn add[N: size <= 64](X: mat[N, D], y: vec[N]):
                    data.append(X, y)
                @external @owner
                fn set_scale(mean: vec[D], scale: vec[D]):
                    mean_ = mean
                    scale_ = scale
                @external @owner
                fn fit(epochs: int):
                    for _ in range(epochs, max=50):
                        let (l, (dw, db)) = value_and_grad(loss, wrt=(w, b))(coef_, intercept_, data.X, data.y)
                        coef_ -= eta0 * dw
                        intercept_ -= eta0 * db
                        n_iter_ += 1
                        emit Loss(n_iter_, l, norm(dw))
                @view
                fn n_rows() -> int:
                    return data.len
                @view
                fn predict[N: size <= 64](X: mat[N, D]) -> vec[N]:
                    return exp(X @ coef_ + intercept_)
            """;

    /** Of three classes, nothing but what a trainer must have, and early stopping after three epochs. */
    private static final String CLASSES = """
            contract Nearest(D: size):
                state:
                    weights: mat[D, 3] = zeros
                    epoch: int = 0
                    stopped_: bool
                    judged: int = 0
                    data: dataset[64, D]
                event Loss(epoch: int, loss: fixed, grad_norm: fixed)
                @external @owner
                fn add[N: size <= 64](X: mat[N, D], y: vec[N]):
                    data.append(X, y)
                @external @owner
                fn hold_out[N: size <= 64](X: mat[N, D], y: vec[N]):
                    judged += len(y)
                @external @owner
                fn fit(epochs: int):
                    for _ in range(epochs, max=50):
                        if not stopped_:
                            epoch += 1
                            emit Loss(epoch, 1.0 / fixed(epoch), 0.5)
                            stopped_ = epoch >= 3
                @view
                fn predict_proba[N: size <= 64](X: mat[N, D]) -> mat[N, 3]:
                    return X @ weights
            """;

    @TempDir
    static Path folder;

    private static Shell shell;
    private static Testnet net;
    private static String url;

    @BeforeAll
    static void start() {
        shell = new Shell(folder.resolve("home"));
        net = Testnet.start(
                        folder.resolve("chain"),
                        Presets.localPos(1),
                        List.of(DevKeys.of(new Ed25519(), DevKeys.validator(1))))
                .orElseThrow();
        url = "http://127.0.0.1:" + net.up().iterator().next().rpcAddress().getPort();
    }

    @AfterAll
    static void stop() {
        shell.close();
        net.close();
    }

    private int run(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--node";
        all[args.length + 1] = url;
        return shell.run(all);
    }

    private void done(String... args) {
        assertThat(run(args)).as(shell.complaint() + shell.said()).isZero();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** Rows of {@code a, b, y}, where y is about e^(1 + a − b / 20) and a class when {@code classes}. */
    private static String rows(int seed, boolean classes) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder out = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 40; i++) {
            double a = random.nextInt(100) / 100.0;
            double b = random.nextInt(20);
            long y = classes ? i % 3 : Math.round(Math.exp(1 + a - b / 20));
            out.append(a).append(',').append(b).append(',').append(y).append('\n');
        }
        return out.toString();
    }

    @Test
    void aPoissonRegressionFromAFileLearnsPredictsAndIsScored() throws IOException {
        String data = file("counts.csv", rows(1, false));
        done("deploy", file("poisson.grad", POISSON), "--size", "D=2", "--rate", "0.05");
        done("fit", "poisson", "--data", data, "--target", "y", "--epochs", "90", "--json");
        JsonNode fit = shell.json();
        JsonNode losses = fit.path("losses");
        assertThat(losses.size()).isEqualTo(90);
        assertThat(losses.get(89).asDouble()).isLessThan(losses.get(0).asDouble() - 0.5);
        assertThat(fit.path("coef").get(0).asDouble()).isPositive();
        assertThat(fit.path("coef").get(1).asDouble()).isNegative();
        assertThat(fit.path("float64Unknown").asString()).contains("no float64 reference");
        assertThat(fit.path("trainScore").asDouble()).isGreaterThan(0.6);

        done("predict", "poisson", "--csv", data, "--json");
        JsonNode first = shell.json().path("predictions").get(0);
        assertThat(shell.json().path("predictions").size()).isEqualTo(40);
        assertThat(first.asDouble()).isBetween(0.5, 8.0);
        done("score", "poisson", "--data", data, "--json");
        assertThat(shell.json().path("score").asDouble())
                .isCloseTo(fit.path("trainScore").asDouble(), within(1e-9));
        assertThat(shell.json().path("by").asString()).isEqualTo("from its predictions");

        done("fit", "poisson", "--data", data, "--target", "y", "--epochs", "2");
        assertThat(shell.said())
                .contains("goes on from epoch 90", "no float64 reference is known for this loss", "intercept")
                .doesNotContain("difference");
        whatItLacksIsRefused(data);
    }

    private void whatItLacksIsRefused(String data) {
        assertThat(run("fit", "poisson", "--data", data, "--target", "y", "--batches", "5"))
                .isEqualTo(2);
        assertThat(shell.complaint()).startsWith("error X-20  --batches 5").contains("fit_batches");
        assertThat(run("fit", "poisson", "--data", data, "--target", "y", "--hold-out", "0.2"))
                .isEqualTo(2);
        assertThat(shell.complaint()).startsWith("error X-20  --hold-out 0.2").contains("hold_out");
        assertThat(run("predict", "poisson", "--csv", data, "--proba")).isEqualTo(2);
        assertThat(shell.complaint()).startsWith("error X-20  --proba").contains("predict_proba");
    }

    @Test
    void aTrainerWithTheLeastThereIsTrainsWithoutTheRestAndStopsByItself() throws IOException {
        done("deploy", file("nearest.grad", CLASSES), "--size", "D=2");
        String counts = file("counts.csv", rows(1, false));
        assertThat(run("fit", "nearest", "--data", counts, "--target", "y")).isEqualTo(65);
        assertThat(shell.complaint()).startsWith("error X-08").contains("is no class from 0 to 2");

        String data = file("classes.csv", rows(2, true));
        done("fit", "nearest", "--data", data, "--target", "y", "--epochs", "40", "--hold-out", "0.25");
        assertThat(shell.said())
                .contains(
                        "30 rows to learn from, 10 for the contract to judge itself by",
                        "features go to the contract in their own units",
                        "without n_rows",
                        "stopped by itself at epoch 3",
                        "over 3 epochs",
                        "shows no coef_",
                        "no score: the contract has neither score nor predict");
        done("call", "nearest", "judged", "--json");
        assertThat(shell.json().path("result").asString()).isEqualTo("10");
        assertThat(run("score", "nearest", "--data", data)).isEqualTo(1);
        assertThat(shell.complaint()).startsWith("error X-41  nearest").contains("neither score nor predict");
    }
}
