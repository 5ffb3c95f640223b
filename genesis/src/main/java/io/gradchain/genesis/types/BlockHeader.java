package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;

/**
 * Commits to a block, to its parent and to the state after it (G-8).
 *
 * @param timeMillis Unix time in ms, bounded from below by the engine's rule
 * @param stateRoot root of the state <em>after</em> this block
 * @param gasUsed gas of all transactions
 * @param nextCommittee hash of the committee the state after this block elects, at the end of an epoch; else zero
 * @param mix randomness accumulated by the beacon
 * @param vrfProof the proposer's proof over the previous mix; empty where the chain has no beacon
 * @param seal the engine's own field, opaque to everybody else, at most {@link #MAX_SEAL} bytes
 */
public record BlockHeader(
        long chainId,
        long height,
        long timeMillis,
        Hash parent,
        Address proposer,
        Hash txRoot,
        Hash receiptRoot,
        Hash stateRoot,
        long gasUsed,
        Hash nextCommittee,
        Hash mix,
        byte[] vrfProof,
        byte[] seal) {
    public static final int VERSION = 1;
    public static final int MAX_VRF_PROOF = 128;
    public static final int MAX_SEAL = 512;

    public BlockHeader {
        if (chainId < 0 || height < 0 || timeMillis < 0 || gasUsed < 0) {
            throw new IllegalArgumentException("a header's numbers are never negative");
        }
        if (vrfProof.length > MAX_VRF_PROOF || seal.length > MAX_SEAL) {
            throw new IllegalArgumentException("proof or seal too long");
        }
        vrfProof = vrfProof.clone();
        seal = seal.clone();
    }

    @Override
    public byte[] vrfProof() {
        return vrfProof.clone();
    }

    @Override
    public byte[] seal() {
        return seal.clone();
    }

    /** The same header under another seal: another hash, the same block otherwise. */
    public BlockHeader withSeal(byte[] other) {
        return new BlockHeader(
                chainId,
                height,
                timeMillis,
                parent,
                proposer,
                txRoot,
                receiptRoot,
                stateRoot,
                gasUsed,
                nextCommittee,
                mix,
                vrfProof,
                other);
    }

    public static BlockHeader read(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown header version " + version);
        }
        return new BlockHeader(
                in.u63(),
                in.u63(),
                in.u63(),
                Hash.read(in),
                Address.read(in),
                Hash.read(in),
                Hash.read(in),
                Hash.read(in),
                in.u63(),
                Hash.read(in),
                Hash.read(in),
                in.bytes(MAX_VRF_PROOF),
                in.bytes(MAX_SEAL));
    }

    public static void write(ByteWriter out, BlockHeader header) {
        out.u8(VERSION).u63(header.chainId).u63(header.height).u63(header.timeMillis);
        Hash.write(out, header.parent);
        Address.write(out, header.proposer);
        Hash.write(out, header.txRoot);
        Hash.write(out, header.receiptRoot);
        Hash.write(out, header.stateRoot);
        out.u63(header.gasUsed);
        Hash.write(out, header.nextCommittee);
        Hash.write(out, header.mix);
        out.bytes(header.vrfProof).bytes(header.seal);
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return out.toByteArray();
    }

    /** Identifies the block; computed anew at each call, {@link Block} keeps it. */
    public Hash hash() {
        return Hashing.hash(Domain.HEADER, encoded());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockHeader that && hash().equals(that.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }
}
