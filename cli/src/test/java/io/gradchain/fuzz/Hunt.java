package io.gradchain.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** A search for bytes a decoder cannot bear. What leads to an outcome not seen before is kept and damaged further. */
final class Hunt {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final int MOST_KEPT = 4_000;

    private final Decoder decoder;
    private final Havoc havoc;
    private final List<byte[]> corpus;
    private final List<byte[]> good;
    private final SplittableRandom random;
    private final Set<String> seen = new HashSet<>();
    private long cases;
    private long accepted;
    private long mostPerByte;

    Hunt(Decoder decoder, long seed) {
        this.decoder = decoder;
        this.random = new SplittableRandom(seed ^ decoder.name().hashCode());
        this.havoc = new Havoc(random);
        this.corpus = new ArrayList<>(decoder.samples());
        this.good = new ArrayList<>(decoder.samples());
    }

    /** What is wrong with one of the samples themselves: each must be accepted as it is. */
    Optional<String> samples() {
        for (byte[] sample : decoder.samples()) {
            // Twice: the first read of a kind loads classes, and that is no cost of the bytes.
            try {
                if (!(decoder.door().read(sample) instanceof Door.Accepted)) {
                    return Optional.of(decoder + " refuses its own sample " + shown(sample) + ": "
                            + decoder.door().read(sample));
                }
            } catch (Exception | StackOverflowError e) {
                return Optional.of(found(sample, e.toString()));
            }
            Optional<String> finding = judge(sample);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    /** The next {@code count} cases; stops at the first finding. */
    Optional<String> run(long count) {
        for (long i = 0; i < count; i++) {
            Optional<String> finding = judge(havoc.of(random.nextBoolean() ? good : corpus));
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    /** What is wrong with how these bytes are read, if anything is. */
    Optional<String> judge(byte[] bytes) {
        cases++;
        byte[] before = bytes.clone();
        Door.Outcome outcome;
        long heap = THREADS.getCurrentThreadAllocatedBytes();
        try {
            outcome = decoder.door().read(bytes);
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            return Optional.of(found(
                    before,
                    e.toString() + Arrays.stream(e.getStackTrace()).limit(4).toList()));
        }
        long taken = THREADS.getCurrentThreadAllocatedBytes() - heap;
        // A class that is loaded on the way takes heap once: only what a second read takes too is the bytes' doing.
        if (taken > decoder.cap(bytes.length)) {
            taken = again(before);
            if (taken > decoder.cap(bytes.length)) {
                return Optional.of(found(before, taken + " bytes of heap, allowed are " + decoder.cap(bytes.length)));
            }
        }
        mostPerByte = Math.max(mostPerByte, (taken - decoder.constant()) / Math.max(1, bytes.length));
        if (!Arrays.equals(bytes, before)) {
            return Optional.of(found(before, "it changed the bytes it was given"));
        }
        if (outcome instanceof Door.Accepted(String shape, var encoded)) {
            accepted++;
            if (encoded.isPresent() && !Arrays.equals(encoded.get().get(), before)) {
                return Optional.of(found(
                        before,
                        "a second form of " + shape + ": " + shown(encoded.get().get())));
            }
        }
        if (corpus.size() < MOST_KEPT && seen.add(signature(outcome))) {
            corpus.add(before);
            if (outcome instanceof Door.Accepted) {
                good.add(before);
            }
        }
        return Optional.empty();
    }

    private long again(byte[] bytes) {
        long heap = THREADS.getCurrentThreadAllocatedBytes();
        try {
            var _ = decoder.door().read(bytes.clone());
        } catch (Exception e) {
            throw new IllegalStateException(e); // not the first time, so it depends on more than the bytes
        }
        return THREADS.getCurrentThreadAllocatedBytes() - heap;
    }

    /** Reasons that differ in a number are alike, up to its magnitude: offsets show how far a reader came. */
    private static String signature(Door.Outcome outcome) {
        return switch (outcome) {
            case Door.Accepted(String shape, var _) -> "+" + shape;
            case Door.Refused(String reason) ->
                NUMBER.matcher(reason.length() > 200 ? reason.substring(0, 200) : reason)
                        .replaceAll(n -> "#" + n.group().length() + n.group().charAt(0));
        };
    }

    private String found(byte[] bytes, String what) {
        return decoder + ": " + what + "\n  input " + shown(bytes);
    }

    private static String shown(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 4_000));
        return bytes.length + " bytes " + hex;
    }

    String report() {
        return "%-28s %,12d cases %,12d accepted %5d outcomes, heap %d a byte above %d"
                .formatted(decoder, cases, accepted, seen.size(), mostPerByte, decoder.constant());
    }

    long cases() {
        return cases;
    }

    long accepted() {
        return accepted;
    }
}
