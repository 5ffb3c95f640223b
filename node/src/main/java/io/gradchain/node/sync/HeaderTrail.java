package io.gradchain.node.sync;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.CommitteeBook;
import java.util.Optional;

/** Headers that are proven final, ahead of the blocks that were executed: committees hand over as they come (SY-3). */
final class HeaderTrail {
    private final Proofs proofs;
    private final BlockHeader start;
    private BlockHeader tip;
    private Hash tipHash;
    private Optional<Committee> committee = Optional.empty();

    /** @param start our final block, whose state knows who proves the next header */
    HeaderTrail(Proofs proofs, BlockHeader start, Hash hash) {
        this.proofs = proofs;
        this.start = start;
        this.tip = start;
        this.tipHash = hash;
    }

    long height() {
        return tip.height();
    }

    /** Takes the headers right above the last ones; says what is wrong with them, and is then as before. */
    Optional<String> extend(HeaderRange range) {
        if (range.headers().isEmpty()) {
            return Optional.of("SY-02 the range is empty");
        }
        Hash parent = tipHash;
        long height = tip.height();
        BlockHeader last = range.headers().getLast();
        for (BlockHeader header : range.headers()) {
            if (!header.parent().equals(parent) || header.height() != ++height) {
                return Optional.of("SY-03 the headers do not follow from our final block");
            }
            if (CommitteeBook.endsEpoch(header) && !header.equals(last)) {
                return Optional.of("SY-13 the headers go beyond the end of an epoch");
            }
            parent = header.hash();
        }
        long epoch = proofs.epochOf(last);
        Optional<Committee> voters = committee.or(() -> proofs.committee(epoch, start));
        if (voters.filter(known -> known.epoch() == epoch && proofs.provesFinal(last, range.proof(), known))
                .isEmpty()) {
            return Optional.of("SY-04 the proof does not make the last header final");
        }
        Optional<Committee> next = voters;
        if (CommitteeBook.endsEpoch(last)) {
            next = committee(range.nextCommittee())
                    .filter(elected ->
                            elected.epoch() == epoch + 1 && elected.hash().equals(last.nextCommittee()));
            if (next.isEmpty()) {
                return Optional.of("SY-14 the committee is not the one the last header commits to");
            }
        }
        committee = next;
        tip = last;
        tipHash = parent;
        return Optional.empty();
    }

    private static Optional<Committee> committee(byte[] bytes) {
        try {
            return Optional.of(Committee.decode(bytes));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
