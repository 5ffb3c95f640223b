package io.gradchain.consensus.voting;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;

/**
 * One signed statement of one committee member; a proposal's signature is one too, in the sense of C-24.
 *
 * @param block {@link Hash#ZERO} in a Nullify
 * @param signer position in the committee
 */
public record Vote(Ballot ballot, long view, Hash block, int signer, Signature signature) {
    public Vote {
        if (ballot == Ballot.BUILD || view < 1 || signer < 0) {
            throw new IllegalArgumentException("not a vote");
        }
        if ((ballot == Ballot.NULLIFY) != block.equals(Hash.ZERO)) {
            throw new IllegalArgumentException("only a Nullify names no block");
        }
    }

    public static Vote read(ByteReader in) {
        Ballot ballot = Ballot.ofCode(in.u8());
        if (ballot == null || ballot == Ballot.BUILD) {
            throw in.fail("not a kind of vote");
        }
        long view = in.u63();
        Hash block = ballot == Ballot.NULLIFY ? Hash.ZERO : Hash.read(in);
        if (view == 0 || (ballot != Ballot.NULLIFY && block.equals(Hash.ZERO))) {
            throw in.fail("a vote names a view and a block");
        }
        return new Vote(ballot, view, block, in.u16(), Signature.read(in));
    }

    public static void write(ByteWriter out, Vote vote) {
        out.u8(vote.ballot.code()).u63(vote.view);
        if (vote.ballot != Ballot.NULLIFY) {
            Hash.write(out, vote.block);
        }
        Signature.write(out.u16(vote.signer), vote.signature);
    }

    /** True when one honest member can never have signed both (C-30). */
    public boolean conflictsWith(Vote other) {
        if (signer != other.signer || view != other.view) {
            return false;
        }
        return ballot == other.ballot
                ? !block.equals(other.block)
                : (ballot == Ballot.NULLIFY && other.ballot == Ballot.FINALIZE)
                        || (ballot == Ballot.FINALIZE && other.ballot == Ballot.NULLIFY);
    }
}
