package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.Callee;
import io.gradchain.mlvm.MemoryHost;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.report.Frame;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sources broken at random: each is compiled or refused with a reason, and what is compiled runs. */
final class FuzzTest {
    private static final long SEED = 20261122;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_0-9.]+|\\s+|.");

    @Test
    void brokenSourcesAreAnswered() throws IOException {
        fuzz(1_000, SEED);
    }

    /** As many as {@code gradchain.mutants} says; none unless it says so. */
    @Test
    void asManyBrokenSourcesAsWantedAreAnswered() throws IOException {
        if (Integer.getInteger("gradchain.mutants", 0) > 0) {
            fuzz(Integer.getInteger("gradchain.mutants"), Long.getLong("gradchain.seed", SEED + 1));
        }
    }

    @Test
    @Tag("marathon")
    void aMillionBrokenSourcesAreAnswered() throws IOException {
        fuzz(1_000_000, Long.getLong("gradchain.seed", SEED));
    }

    private static void fuzz(int rounds, long seed) throws IOException {
        List<List<String>> sources = sources();
        List<String> longest = Collections.max(sources, Comparator.comparingInt(List::size));
        List<String> words = sources.stream().flatMap(List::stream).distinct().toList();
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < rounds; i++) {
            // the longest source has every construct
            List<String> mutant =
                    new ArrayList<>(random.nextBoolean() ? longest : sources.get(random.nextInt(sources.size())));
            boolean gently = random.nextBoolean();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                if (gently) {
                    exchange(mutant, words, random);
                } else {
                    mutate(mutant, words, random);
                }
            }
            accepted += answered(String.join("", mutant), seed, i);
        }
        assertThat(accepted).as("of %d mutants", rounds).isPositive();
    }

    @Test
    void theSourceOfEverythingCompiles() throws IOException {
        String source = Files.readString(Path.of("src/test/resources/fuzz/everything.grad"));
        runs(Contract.compiled(source));
    }

    private static List<List<String>> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> library = Files.walk(Path.of("src/main/grad"));
                Stream<Path> tests = Files.walk(Path.of("src/test/resources"))) {
            Stream.concat(library, tests)
                    .filter(f -> f.toString().endsWith(".grad"))
                    .sorted()
                    .forEach(files::add);
        }
        List<List<String>> all = new ArrayList<>();
        for (Path file : files) {
            Matcher matcher = WORD.matcher(Files.readString(file));
            all.add(matcher.results().map(r -> r.group()).toList());
        }
        return all;
    }

    private static void mutate(List<String> source, List<String> words, SplittableRandom random) {
        int at = random.nextInt(source.size());
        String word = words.get(random.nextInt(words.size()));
        switch (random.nextInt(6)) {
            case 0 -> source.set(at, word);
            case 1 -> source.add(at, word);
            case 2 -> source.set(at, "");
            case 3 -> source.set(at, Character.toString(random.nextInt(1, 0x250)));
            case 4 -> {
                int from = random.nextInt(source.size());
                List<String> piece = List.copyOf(source.subList(from, Math.min(source.size(), from + 20)));
                source.addAll(at, piece);
            }
            default ->
                source.subList(at, Math.min(source.size(), at + random.nextInt(30)))
                        .clear();
        }
        if (source.isEmpty()) {
            source.add(word);
        }
    }

    /** A number for a number, a word for a word, a sign for a sign: most such sources can still be read. */
    private static void exchange(List<String> source, List<String> words, SplittableRandom random) {
        int at = random.nextInt(source.size());
        for (int tries = 0; tries < 200; tries++) {
            String word = words.get(random.nextInt(words.size()));
            if (!word.isEmpty() && !source.get(at).isBlank() && kind(word) == kind(source.get(at))) {
                source.set(at, word);
                return;
            }
            at = tries % 20 == 0 ? random.nextInt(source.size()) : at;
        }
    }

    private static int kind(String word) {
        char first = word.charAt(0);
        return Character.isDigit(first) ? 0 : Character.isLetter(first) ? 1 : Character.isWhitespace(first) ? 2 : 3;
    }

    private static int answered(String source, long seed, int round) {
        try {
            TreeMap<String, Integer> sizes = new TreeMap<>();
            if (source.contains("D: size,")) {
                sizes.put("D", 3);
            }
            return switch (Compiler.compile(source, sizes)) {
                case Compiled compiled -> {
                    runs(compiled);
                    yield 1;
                }
                case Refused refused -> {
                    assertThat(refused.diagnostics()).isNotEmpty();
                    assertThat(Frame.text("x.grad", source, refused.diagnostics()))
                            .isNotBlank();
                    yield 0;
                }
            };
        } catch (RuntimeException | StackOverflowError | AssertionError broken) {
            throw new AssertionError("seed " + seed + ", round " + round + ":\n" + source, broken);
        }
    }

    private static void runs(Compiled compiled) {
        Validation.Accepted valid =
                (Validation.Accepted) Vm.validate(compiled.program().encoded());
        MemoryHost host = new MemoryHost();
        host.self[0] = 1;
        // what calls the caller back finds the same program there
        host.contracts.put(HexFormat.of().formatHex(host.caller), new Callee(valid.program(), new MemoryHost()));
        compiled.shown().functions().forEach(f -> {
            byte[] arguments = Values.encode(
                    f.parameterTypes().stream().map(FuzzTest::some).toList());
            for (CallMode mode : CallMode.values()) {
                Vm.run(valid.program(), mode, f.name(), arguments, Budget.ofGas(2_000_000), host);
            }
        });
    }

    /** Small, so that loops end soon; two rows where there may be. */
    private static Value some(Type type) {
        return switch (type) {
            case Type.Scalar.FIXED -> Value.fixed(Fixed.ONE);
            case Type.Scalar.INT -> Value.integer(2);
            case Type.Scalar.BOOL -> new Value.BoolValue(true);
            case Type.Bytes b -> new Value.BytesValue(new byte[Math.min(20, b.cap())]);
            case Type.Vec v -> Value.tensor(FixedTensor.zeros(rows(v.size())));
            case Type.Mat m -> Value.tensor(FixedTensor.zeros(rows(m.rows()), m.cols()));
            case Type.Dataset d -> throw new AssertionError("a dataset as a parameter");
            case Type.Map m -> throw new AssertionError("a map as a parameter");
        };
    }

    private static int rows(Dim dim) {
        return dim.runtime() ? Math.min(2, dim.size()) : dim.size();
    }
}
