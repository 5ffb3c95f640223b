package io.gradchain.jmh;

import io.gradchain.genesis.crypto.Ecvrf;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.VrfKeyPair;
import io.gradchain.genesis.crypto.VrfProof;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a block's share of the beacon costs its leader and each of the others; 64 texts, as their hashes take 1 to 7 tries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VrfBenchmark {
    private static final int TEXTS = 64;

    private final VrfKeyPair key = VrfKeyPair.fromSeed(new byte[32]);
    private final byte[][] texts = new byte[TEXTS][Hash.BYTES];
    private final VrfProof[] proofs = new VrfProof[TEXTS];
    private int next;

    public VrfBenchmark() {
        for (int i = 0; i < TEXTS; i++) {
            texts[i][0] = (byte) i;
            proofs[i] = Ecvrf.prove(key, texts[i]);
        }
    }

    @Benchmark
    public VrfProof prove() {
        return Ecvrf.prove(key, texts[turn()]);
    }

    @Benchmark
    public Optional<Hash> verify() {
        int i = turn();
        return Ecvrf.verify(key.publicKey(), texts[i], proofs[i]);
    }

    private int turn() {
        next = (next + 1) % TEXTS;
        return next;
    }
}
