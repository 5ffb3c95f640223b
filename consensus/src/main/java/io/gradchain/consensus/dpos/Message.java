package io.gradchain.consensus.dpos;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;

/** What producers and observers say to one another (C-206); {@link MessageCodec} has the bytes. */
public sealed interface Message {
    /** Most blocks of one reply. */
    int MAX_BLOCKS = 32;

    /** Most blocks a request names as known. */
    int MAX_KNOWN = 32;

    /**
     * A block with its producer's signature.
     *
     * @param justify the certificate its seal names, when the sender has it; none for an epoch's root
     */
    record Proposal(Vote vote, Block block, Optional<Certificate> justify) implements Message {
        public Proposal {
            if (vote.ballot() != Ballot.PROPOSE) {
                throw new IllegalArgumentException("a block carries its producer's signature");
            }
            requireNotarize(justify);
        }
    }

    /** A vote for a block. */
    record Cast(long epoch, Vote vote) implements Message {
        public Cast {
            if (vote.ballot() != Ballot.NOTARIZE) {
                throw new IllegalArgumentException("only votes for blocks are cast");
            }
        }
    }

    record Certified(long epoch, Certificate certificate) implements Message {
        public Certified {
            requireNotarize(Optional.of(certificate));
        }
    }

    record CertificateRequest(Hash block) implements Message {}

    /** Asks for {@code block} and those of its ancestors that descend from the first of {@code known} they meet. */
    record BlockRequest(Hash block, List<Hash> known) implements Message {
        public BlockRequest {
            known = List.copyOf(known);
        }
    }

    /** Ancestors of {@code wanted}, oldest first; perhaps not all that were asked for. */
    record Blocks(Hash wanted, List<Proposal> proposals) implements Message {
        public Blocks {
            proposals = List.copyOf(proposals);
        }
    }

    /** The newest block the sender knows as final, with the proof. */
    record Finalized(BlockHeader header, byte[] proof) implements Message {
        public Finalized {
            proof = proof.clone();
        }

        @Override
        public byte[] proof() {
            return proof.clone();
        }
    }

    private static void requireNotarize(Optional<Certificate> certificate) {
        if (certificate.isPresent() && certificate.get().ballot() != Ballot.NOTARIZE) {
            throw new IllegalArgumentException("not the certificate of a block");
        }
    }
}
