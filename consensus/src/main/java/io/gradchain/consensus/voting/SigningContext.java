package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.SignMark;
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

    /**
     * A vote as the sign guard orders it (C-28).
     *
     * @param counted the epoch where each counts its views anew, 0 where they go on
     */
    public SignMark mark(Vote vote, long counted) {
        Hash statement = Hash.of(digest(vote.ballot(), vote.view(), vote.block(), 0));
        return switch (vote.ballot()) {
            case PROPOSE -> new SignMark(SignMark.Lane.PROPOSAL, counted, vote.view(), 0, statement);
            case NOTARIZE -> new SignMark(SignMark.Lane.VOTE, counted, vote.view(), 1, statement);
            case NULLIFY, FINALIZE -> new SignMark(SignMark.Lane.VOTE, counted, vote.view(), 2, statement);
            case BUILD -> throw new IllegalArgumentException("not a vote");
        };
    }

    public SigningContext withIncarnation(long other) {
        return new SigningContext(chainId, chainSpec, epoch, other);
    }
}
