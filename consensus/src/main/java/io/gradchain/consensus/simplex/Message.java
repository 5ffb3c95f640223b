package io.gradchain.consensus.simplex;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Block;
import java.util.List;

/** What validators and observers say to one another (C-13); {@link MessageCodec} has the bytes. */
public sealed interface Message {
    /** The leader's block for its view; {@code vote} is its signature over view and block. */
    record Propose(Vote vote, Block block) implements Message {
        public Propose {
            if (vote.ballot() != Ballot.PROPOSE) {
                throw new IllegalArgumentException("a proposal carries the leader's signature");
            }
        }
    }

    /** A Notarize, Nullify or Finalize. */
    record Cast(Vote vote) implements Message {
        public Cast {
            if (vote.ballot() == Ballot.PROPOSE) {
                throw new IllegalArgumentException("a proposal travels with its block");
            }
        }
    }

    record Certified(Certificate certificate) implements Message {}

    /** The leader of {@code view} now executes up to {@code gas} on top of {@code parent} (C-43). */
    record Build(long view, Hash parent, long gas, int signer, Signature signature) implements Message {}

    /** Asks for what is known of the views {@code first}..{@code last}, at most {@link #MAX_BATCH} of them. */
    record CertificateRequest(long first, long last) implements Message {
        public CertificateRequest {
            if (first < 0 || last < first || last - first >= MAX_BATCH) {
                throw new IllegalArgumentException("a request spans 1 to " + MAX_BATCH + " views");
            }
        }
    }

    record Certificates(List<Certificate> certificates) implements Message {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }

    record BlockRequest(Hash block) implements Message {}

    record BlockReply(Block block) implements Message {}

    int MAX_BATCH = 32;
}
