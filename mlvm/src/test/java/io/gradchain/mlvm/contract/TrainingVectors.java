package io.gradchain.mlvm.contract;

import io.gradchain.mlvm.numeric.Fixed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Frozen trainings, every number raw, for this machine and any other:
 *
 * <pre>
 * eta 1288490188
 * alpha 4294967
 * row x₁ … x_d y
 * epoch loss gradient-norm w₁ … w_d b      the loss before the step, the weights after it
 * </pre>
 *
 * To write them anew is to approve a change of what every chain computes; the outcome goes into a commit of its own:
 *
 * <pre>
 * mvn -q -pl mlvm -am test-compile
 * java --add-modules=jdk.incubator.vector -cp mlvm/target/classes:mlvm/target/test-classes \
 *     io.gradchain.mlvm.contract.TrainingVectors mlvm/src/test/resources/vectors
 * </pre>
 */
final class TrainingVectors {
    private static final long SEED = 2026;
    private static final int ROWS = 24;
    private static final int FEATURES = 3;
    private static final int EPOCHS = 60;

    private TrainingVectors() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0], "training-linear.txt"), write(false), StandardCharsets.US_ASCII);
        Files.writeString(Path.of(arguments[0], "training-logistic.txt"), write(true), StandardCharsets.US_ASCII);
    }

    /** From the oracle alone. */
    private static String write(boolean logistic) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = Trained.features(ROWS, FEATURES, !logistic, random);
        long[] y = Trained.labels(x, logistic, random);
        long eta = Fixed.ONE * 3 / 10;
        long alpha = Fixed.ONE / 1000;
        StringBuilder out = new StringBuilder("eta " + eta + "\nalpha " + alpha + "\n");
        for (int i = 0; i < ROWS; i++) {
            out.append("row ").append(numbers(x[i])).append(' ').append(y[i]).append('\n');
        }
        TrainingOracle oracle = new TrainingOracle(logistic, x, y, eta, alpha);
        for (int i = 0; i < EPOCHS; i++) {
            TrainingOracle.Epoch epoch = oracle.epoch();
            out.append("epoch ")
                    .append(epoch.loss())
                    .append(' ')
                    .append(epoch.gradientNorm())
                    .append(' ');
            out.append(numbers(oracle.w)).append(' ').append(oracle.b).append('\n');
        }
        return out.toString();
    }

    private static String numbers(long[] raws) {
        return Arrays.stream(raws).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    /** The numbers of every line that starts with {@code word}. */
    static long[][] read(String file, String word) {
        try (InputStream in = TrainingVectors.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no frozen training " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> Arrays.stream(line.substring(word.length() + 1).split(" ", -1))
                            .mapToLong(Long::parseLong)
                            .toArray())
                    .toArray(long[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
