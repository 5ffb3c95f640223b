package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.BlockHeader;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The puzzle of a header (C-102): a nonce with {@code SHA-256(SHA-256(D ‖ nonce)) <= target}, where D is the hash of the
 * header under nonce 0. Both messages fit one compression of SHA-256, so an attempt is two.
 */
public final class HashPuzzle implements Puzzle {
    private final Seal seal;
    private final byte[] digest;
    private final byte[] target;
    private final long targetTop;

    private HashPuzzle(Seal seal, BlockHeader header) {
        this.seal = seal;
        digest = Hashing.hash(
                        Domain.POW, header.withSeal(seal.withNonce(0).encoded()).encoded())
                .bytes();
        target = Work.bytes(seal.target());
        targetTop = top(target);
    }

    /** Empty where the header has no seal that states a target. */
    public static Optional<HashPuzzle> of(BlockHeader header) {
        return Seal.of(header).map(seal -> new HashPuzzle(seal, header));
    }

    /** Whether the header's own nonce solves it. */
    boolean solved() {
        return attempt(seal.nonce(), 1).isPresent();
    }

    @Override
    public Optional<byte[]> attempt(long first, int count) {
        MessageDigest sha256 = Hashing.sha256();
        byte[] message = Arrays.copyOf(digest, Hash.BYTES + Seal.NONCE_BYTES);
        byte[] hash = new byte[Hash.BYTES];
        try {
            for (int i = 0; i < count; i++) {
                putNonce(message, first + i);
                sha256.update(message, 0, message.length);
                sha256.digest(hash, 0, Hash.BYTES);
                sha256.update(hash, 0, Hash.BYTES);
                sha256.digest(hash, 0, Hash.BYTES);
                if (Long.compareUnsigned(top(hash), targetTop) <= 0 && Arrays.compareUnsigned(hash, target) <= 0) {
                    return Optional.of(seal.withNonce(first + i).encoded());
                }
            }
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        return Optional.empty();
    }

    private static void putNonce(byte[] message, long nonce) {
        for (int i = 0; i < Seal.NONCE_BYTES; i++) {
            message[Hash.BYTES + i] = (byte) (nonce >>> (56 - 8 * i));
        }
    }

    /** The first eight bytes, as a number without sign. */
    private static long top(byte[] number) {
        long top = 0;
        for (int i = 0; i < 8; i++) {
            top = (top << 8) | (number[i] & 0xff);
        }
        return top;
    }
}
