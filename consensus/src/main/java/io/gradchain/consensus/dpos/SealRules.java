package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** What a header's seal must say on its chain (C-202); writes seals of new blocks by the same rules. */
final class SealRules {
    private final Calendar calendar;

    SealRules(Calendar calendar) {
        this.calendar = calendar;
    }

    /** The epoch of a child of {@code parent}. */
    long childEpoch(BlockHeader parent, Headers ancestors) {
        long epoch = Seal.of(parent).orElseThrow().epoch();
        return calendar.completes(parent, ancestors) ? epoch + 1 : epoch;
    }

    /** The root of the epoch of a child of {@code parent}. */
    Hash childRoot(BlockHeader parent, Headers ancestors) {
        Seal seal = Seal.of(parent).orElseThrow();
        return calendar.completes(parent, ancestors) ? seal.end() : seal.root();
    }

    /** The field {@code end} of a child of {@code parent} in {@code epoch}. */
    Optional<Hash> childEnd(BlockHeader parent, long epoch, Headers ancestors) {
        if (!calendar.isAboveEnd(epoch, parent.height() + 1)) {
            return Optional.of(Hash.ZERO);
        }
        Seal seal = Seal.of(parent).orElseThrow();
        if (seal.epoch() == epoch && calendar.isAboveEnd(epoch, parent.height())) {
            return Optional.of(seal.end());
        }
        return hashAt(calendar.end(epoch), parent, ancestors);
    }

    /**
     * Why the seal is wrong; empty where it is right.
     *
     * @param ancestors at least down to the justified one and the epoch's root
     * @param committee of the header's epoch
     */
    Optional<String> refuse(BlockHeader header, Headers ancestors, Committee committee) {
        Optional<Seal> read = Seal.of(header);
        Optional<BlockHeader> known = ancestors.header(header.parent());
        if (read.isEmpty() || known.isEmpty()) {
            return Optional.of(read.isEmpty() ? "its seal does not decode" : "its parent is unknown");
        }
        Seal seal = read.get();
        BlockHeader parent = known.get();
        Optional<Seal> below = Seal.of(parent);
        if (below.isEmpty()
                || header.height() != parent.height() + 1
                || header.timeMillis() <= parent.timeMillis()
                || seal.slot() <= below.get().slot()) {
            return Optional.of("height, time or slot do not follow its parent's");
        }
        if (seal.epoch() != childEpoch(parent, ancestors)
                || committee.epoch() != seal.epoch()
                || !seal.root().equals(childRoot(parent, ancestors))) {
            return Optional.of("its chain is in another epoch");
        }
        if (!Optional.of(seal.end()).equals(childEnd(parent, seal.epoch(), ancestors))) {
            return Optional.of("it names another end of its epoch");
        }
        if (!isJustifiedByAncestor(seal, header.parent(), parent, below.get(), ancestors)) {
            return Optional.of("what it names as certified is no ancestor, or less than its parent names");
        }
        Optional<BlockHeader> root = ancestors.header(seal.root());
        if (root.isEmpty()) {
            return Optional.of("the root of its epoch is unknown");
        }
        int producer = new Schedule(root.get().mix(), committee.size()).producer(seal.slot());
        return header.proposer().equals(committee.member(producer).address())
                ? Optional.empty()
                : Optional.of("slot " + seal.slot() + " is another producer's");
    }

    private static boolean isJustifiedByAncestor(
            Seal seal, Hash parentHash, BlockHeader parent, Seal below, Headers ancestors) {
        boolean sameEpoch = below.epoch() == seal.epoch();
        if (seal.justifySlot() <= (sameEpoch ? below.justifySlot() : 0)) {
            return !sameEpoch || (seal.justifySlot() == below.justifySlot() && seal.justify().equals(below.justify()));
        }
        Hash hash = parentHash;
        BlockHeader next = parent;
        while (true) {
            Optional<Seal> at = Seal.of(next);
            if (at.isEmpty() || at.get().epoch() != seal.epoch() || at.get().slot() < seal.justifySlot()) {
                return false;
            }
            if (at.get().slot() == seal.justifySlot()) {
                return hash.equals(seal.justify());
            }
            Optional<BlockHeader> up = ancestors.header(next.parent());
            if (up.isEmpty()) {
                return false;
            }
            hash = next.parent();
            next = up.get();
        }
    }

    /** The hash of the ancestor at {@code height}, below {@code from}'s or at it. */
    static Optional<Hash> hashAt(long height, BlockHeader from, Headers ancestors) {
        if (from.height() == height) {
            return Optional.of(from.hash());
        }
        BlockHeader next = from;
        while (next.height() > height + 1) {
            Optional<BlockHeader> parent = ancestors.header(next.parent());
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            next = parent.get();
        }
        return Optional.of(next.parent());
    }
}
