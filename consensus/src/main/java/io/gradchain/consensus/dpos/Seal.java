package io.gradchain.consensus.dpos;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/**
 * The engine's field of a header (C-201).
 *
 * @param justifySlot slot of the certified ancestor this block names; 0 where that is the epoch's root
 * @param justify hash of that ancestor
 * @param root hash of the block the epoch is rooted at: the last one, by height, of the epoch before
 * @param endHeight where the epoch nominally ends on this chain
 * @param end hash of this chain's block there, in blocks above it; else zero
 */
public record Seal(long epoch, long slot, long justifySlot, Hash justify, Hash root, long endHeight, Hash end) {
    private static final int VERSION = 1;

    public Seal {
        if (epoch < 0 || endHeight < 0 || justifySlot < 0 || slot < 0 || (slot > 0 && justifySlot >= slot)) {
            throw new IllegalArgumentException("a justified slot lies below its block's: " + justifySlot + ", " + slot);
        }
        if (justifySlot == 0 && !justify.equals(root)) {
            throw new IllegalArgumentException("only the root of an epoch is justified without a slot");
        }
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(VERSION).u63(epoch).u63(slot).u63(justifySlot);
        Hash.write(out, justify);
        Hash.write(out, root);
        Hash.write(out.u63(endHeight), end);
        return out.toByteArray();
    }

    /** Empty when these are not the canonical bytes of a seal. */
    public static Optional<Seal> decode(byte[] bytes) {
        try {
            return Optional.of(ByteReader.decode(bytes, in -> {
                int version = in.u8();
                if (version != VERSION) {
                    throw in.fail("unknown seal version " + version);
                }
                Seal seal =
                        new Seal(in.u63(), in.u63(), in.u63(), Hash.read(in), Hash.read(in), in.u63(), Hash.read(in));
                if (seal.slot == 0) {
                    throw in.fail("slot 0 is block zero's");
                }
                return seal;
            }));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** Block zero carries none and is the root of epoch 0. */
    public static Optional<Seal> of(BlockHeader header) {
        if (header.height() == 0) {
            Hash hash = header.hash();
            return Optional.of(new Seal(0, 0, 0, hash, hash, Long.MAX_VALUE, Hash.ZERO));
        }
        return decode(header.seal());
    }

    /** What a certificate would call the block: later epochs outrank all slots of earlier ones. */
    Rank rank() {
        return new Rank(epoch, slot);
    }

    /** What the block counts as justified. */
    Rank justified() {
        return new Rank(epoch, justifySlot);
    }

    boolean isJustifiedByRoot() {
        return justifySlot == 0;
    }
}
