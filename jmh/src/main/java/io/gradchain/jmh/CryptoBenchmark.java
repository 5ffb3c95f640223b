package io.gradchain.jmh;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.Signature;
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

/** Signing, verifying and hashing: what a vote costs before it says anything. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CryptoBenchmark {
    private final Ed25519 scheme = new Ed25519();
    private final KeyPair key = KeyPair.fromSeed(scheme, new byte[KeyPair.SEED_BYTES]);
    private final byte[] message = new byte[100];
    private final Signature signature = scheme.sign(key, message);
    private final byte[] left = new byte[Hash.BYTES];
    private final byte[] right = new byte[Hash.BYTES];

    @Benchmark
    public Signature sign() {
        return scheme.sign(key, message);
    }

    @Benchmark
    public boolean verify() {
        return scheme.verify(key.publicKey(), message, signature);
    }

    @Benchmark
    public Hash hashTwoNodes() {
        return Hashing.hash(Domain.STATE_NODE, left, right);
    }
}
