package io.gradchain.node.execution;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Address;
import java.util.Arrays;
import java.util.Optional;

/**
 * The mixes of the last 256 blocks, kept in the state so that contracts read what the chain agreed on (E-14): a ring of slots
 * of an account that no policy and no code can have.
 *
 * <pre>
 *  key    u16 height mod 256
 *  slot   u63 height | mix 32
 * </pre>
 */
public final class Beacon {
    /** The account whose slots they are. */
    public static final Address ACCOUNT = Address.of(Arrays.copyOf(
            Hashing.hash(Domain.BEACON, "account".getBytes(US_ASCII)).bytes(), Address.BYTES));

    private static final int RING = 256;

    private record Said(long height, Hash mix) {
        static Said read(ByteReader in) {
            return new Said(in.u63(), Hash.read(in));
        }
    }

    private Beacon() {}

    /** Keeps the mix of a block in place of the one of 256 blocks before. */
    public static void record(WorldState world, long height, Hash mix) {
        ByteWriter out = new ByteWriter().u63(height);
        Hash.write(out, mix);
        world.store(ACCOUNT, key(height), out.toByteArray());
    }

    /** The mix of the block at that height, empty where it was never kept or is no more. */
    public static Optional<Hash> at(WorldState world, long height) {
        return world.slot(ACCOUNT, key(height))
                .map(slot -> ByteReader.decode(slot, Said::read))
                .filter(said -> said.height() == height)
                .map(Said::mix);
    }

    private static byte[] key(long height) {
        return new ByteWriter().u16((int) Math.floorMod(height, (long) RING)).toByteArray();
    }
}
