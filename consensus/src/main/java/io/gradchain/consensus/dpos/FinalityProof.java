package io.gradchain.consensus.dpos;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;

/**
 * Two blocks of consecutive slots, both certified, the upper one naming the lower (C-213). What becomes final is the lower
 * one or, where it lies above its epoch's nominal end, the block at that end, which its seal names (C-232).
 *
 * @param headers the upper block's; before it the lower one's, unless that is the final block itself
 */
public record FinalityProof(List<BlockHeader> headers, Certificate lower, Certificate upper) {
    static final int MAX_BYTES = 64 * 1024;
    private static final int VERSION = 1;

    public FinalityProof {
        headers = List.copyOf(headers);
    }

    /** Of the committee that certified both. */
    public Optional<Long> epoch() {
        return Seal.of(headers.getLast()).map(Seal::epoch);
    }

    boolean proves(BlockHeader header, Electorate voters) {
        BlockHeader child = headers.getLast();
        BlockHeader parent = headers.size() == 2 ? headers.getFirst() : header;
        Optional<Seal> below = Seal.of(parent);
        Optional<Seal> above = Seal.of(child);
        if (below.isEmpty() || above.isEmpty()) {
            return false;
        }
        long epoch = below.get().epoch();
        boolean names = headers.size() == 1
                ? header.height() <= below.get().endHeight()
                : header.height() == below.get().endHeight()
                        && below.get().end().equals(header.hash());
        return names
                && epoch == voters.committee().epoch()
                && child.parent().equals(parent.hash())
                && child.height() == parent.height() + 1
                && Calendar.isTwoChain(parent, child)
                && certifies(lower, child.parent(), below.get().slot())
                && certifies(upper, child.hash(), above.get().slot())
                && voters.verify(lower)
                && voters.verify(upper);
    }

    private static boolean certifies(Certificate certificate, Hash block, long slot) {
        return certificate.ballot() == Ballot.NOTARIZE
                && certificate.view() == slot
                && certificate.block().equals(block);
    }

    byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(VERSION).list(headers, BlockHeader::write);
        Certificate.write(out, lower);
        Certificate.write(out, upper);
        return out.toByteArray();
    }

    public static Optional<FinalityProof> decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(ByteReader.decode(bytes, in -> {
                int version = in.u8();
                List<BlockHeader> headers = in.list(2, BlockHeader::read);
                if (version != VERSION || headers.isEmpty()) {
                    throw in.fail("not a proof of finality");
                }
                return new FinalityProof(headers, Certificate.read(in), Certificate.read(in));
            }));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
