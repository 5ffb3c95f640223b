package io.gradchain.jmh;

import io.gradchain.consensus.pow.HashPuzzle;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Hashes a miner tries in a second, beside the two SHA-256 they consist of and nothing else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PuzzleBenchmark {
    private static final int NONCES = 4_096;
    private static final int SEAL_NUMBERS = 72;

    private final HashPuzzle puzzle = HashPuzzle.of(unsolvable()).orElseThrow();
    private final byte[] message = new byte[Hash.BYTES + Long.BYTES];
    private final byte[] hash = new byte[Hash.BYTES];
    private final MessageDigest sha256 = Hashing.sha256();
    private long next;

    /** Its target is 0. */
    private static BlockHeader unsolvable() {
        byte[] seal = new ByteWriter().u8(1).raw(new byte[SEAL_NUMBERS]).toByteArray();
        return new BlockHeader(
                1,
                1,
                1,
                Hash.ZERO,
                Address.NOBODY,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                0,
                Hash.ZERO,
                Hash.ZERO,
                new byte[0],
                seal);
    }

    @Benchmark
    @OperationsPerInvocation(NONCES)
    public Optional<byte[]> puzzle() {
        next += NONCES;
        return puzzle.attempt(next, NONCES);
    }

    @Benchmark
    @OperationsPerInvocation(NONCES)
    public byte[] plainSha256() throws DigestException {
        for (int i = 0; i < NONCES; i++) {
            sha256.update(message, 0, message.length);
            sha256.digest(hash, 0, Hash.BYTES);
            sha256.update(hash, 0, Hash.BYTES);
            sha256.digest(hash, 0, Hash.BYTES);
        }
        return hash;
    }
}
