package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.Cases;
import io.gradchain.mlvm.numeric.Unary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the frozen vectors anew, from the oracle alone. To run it is to approve a change of the numbers every chain
 * depends on, so the outcome goes into a commit of its own:
 *
 * <pre>
 * mvn -q -pl mlvm -am test-compile
 * java --add-modules=jdk.incubator.vector -cp mlvm/target/classes:mlvm/target/test-classes \
 *     io.gradchain.mlvm.oracle.VectorsRegenerate mlvm/src/test/resources/vectors
 * </pre>
 */
public final class VectorsRegenerate {
    private static final long SEED = 2026;
    private static final int RANDOM_CASES = 300;
    private static final int TENSOR_CASES = 60;

    private VectorsRegenerate() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        for (Operation operation : Operation.all()) {
            String text = cases(operation).stream()
                    .map(a -> VectorFile.write(
                            new VectorFile.Line(a, operation.oracle().apply(a))))
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(folder.resolve(operation.name() + ".txt"), text, StandardCharsets.US_ASCII);
        }
    }

    private static List<List<Grid>> cases(Operation operation) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Grid>> out = new ArrayList<>();
        if (operation.arguments().equals(List.of(Operation.Argument.NUMBER))) {
            corners().forEach(x -> out.add(List.of(VectorFile.number(x))));
            Cases.hard(Unary.valueOf(operation.name().toUpperCase(Locale.ROOT)))
                    .forEach(x -> out.add(List.of(VectorFile.number(x))));
        }
        if (operation.arguments().equals(List.of(Operation.Argument.NUMBER, Operation.Argument.NUMBER))) {
            for (long x : fewCorners()) {
                for (long y : fewCorners()) {
                    out.add(List.of(VectorFile.number(x), VectorFile.number(y)));
                }
            }
        }
        boolean scalar = operation.arguments().contains(Operation.Argument.NUMBER);
        for (int i = 0; i < (scalar ? RANDOM_CASES : TENSOR_CASES); i++) {
            int n = i < 2 ? i : 1 + random.nextInt(12);
            int d = 1 + random.nextInt(5);
            List<Grid> arguments = new ArrayList<>();
            for (Operation.Argument argument : operation.arguments()) {
                arguments.add(draw(argument, n, d, random));
            }
            out.add(arguments);
        }
        return out;
    }

    private static Grid draw(Operation.Argument argument, int n, int d, SplittableRandom random) {
        return switch (argument) {
            case NUMBER -> VectorFile.number(Cases.random(random));
            case SIZE -> VectorFile.number(random.nextInt(3) == 0 ? random.nextInt(100_001) : random.nextInt(30));
            case FEW -> VectorFile.number(random.nextInt(21));
            case VEC_N -> new Grid(n, 0, raws(n, random));
            case VEC_D -> new Grid(d, 0, raws(d, random));
            case MAT_N_D -> new Grid(n, d, raws(n * d, random));
            case MAT_D_D -> new Grid(d, d, raws(d * d, random));
            case MAT_D_N -> new Grid(d, Math.max(n, 1), raws(d * Math.max(n, 1), random));
        };
    }

    /** Of one magnitude, mostly where products stay in range, every second time narrow. */
    private static long[] raws(int n, SplittableRandom random) {
        int shift =
                switch (random.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(18);
                    default -> 24 + random.nextInt(8);
                };
        boolean narrow = random.nextBoolean();
        long[] raws = new long[n];
        for (int i = 0; i < n; i++) {
            raws[i] = random.nextLong() >> shift;
            raws[i] = narrow ? raws[i] >> 16 << 16 : raws[i];
        }
        return raws;
    }

    /** Every second corner, to keep the files small. */
    private static List<Long> corners() {
        List<Long> all = Cases.corners();
        return IntStream.range(0, all.size() / 2).mapToObj(i -> all.get(2 * i)).toList();
    }

    private static List<Long> fewCorners() {
        long one = 1L << 32;
        return List.of(
                0L,
                1L,
                -1L,
                2L,
                3L,
                -3L,
                one,
                -one,
                one + 1,
                one - 1,
                one / 2,
                -one / 2,
                3 * one,
                1L << 47,
                (1L << 47) + 1,
                1L << 62,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1,
                Long.MAX_VALUE - 1,
                46341L << 32,
                715827883L);
    }
}
