package io.gradchain.consensus.voting;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;

/** What every consensus signature is bound to besides its own words (C-10): chain, constitution, epoch, incarnation. */
public record SigningContext(long chainId, Hash chainSpec, long epoch, long incarnation) {
    private static final int VERSION = 1;

    public SigningContext {
        if (chainId < 0 || epoch < 0 || incarnation < 0) {
            throw new IllegalArgumentException("chain id, epoch and incarnation are never negative");
        }
    }

    /**
     * The 32 bytes that are signed.
     *
     * @param block the block voted for, the parent in a Build, {@link Hash#ZERO} in a Nullify
     * @param gas the announced gas of a Build, otherwise 0
     */
    public byte[] digest(Ballot ballot, long view, Hash block, long gas) {
        ByteWriter out = new ByteWriter().u8(VERSION).u63(chainId);
        Hash.write(out, chainSpec);
        out.u63(epoch).u63(incarnation).u8(ballot.code()).u63(view);
        Hash.write(out, block);
        out.u63(gas);
        return Hashing.hash(Domain.CONSENSUS_MESSAGE, out.toByteArray()).bytes();
    }

    public SigningContext withIncarnation(long other) {
        return new SigningContext(chainId, chainSpec, epoch, other);
    }
}
