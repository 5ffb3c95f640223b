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

    /** The part of the seal of a child of {@code parent} that its chain dictates. */
    Place place(BlockHeader parent, Headers ancestors) {
        Seal seal = Seal.of(parent).orElseThrow();
        long height = parent.height() + 1;
        if (parent.height() == 0) {
            return new Place(0, seal.root(), calendar.end(height), Hash.ZERO);
        }
        if (Calendar.completes(parent, ancestors)) {
            return new Place(seal.epoch() + 1, seal.end(), calendar.end(height), Hash.ZERO);
        }
        Hash end = parent.height() == seal.endHeight() ? parent.hash() : seal.end();
        return new Place(seal.epoch(), seal.root(), seal.endHeight(), end);
    }

    /** Where a block stands among the epochs. */
    record Place(long epoch, Hash root, long endHeight, Hash end) {
        Seal seal(long slot, long justifySlot, Hash justify) {
            return new Seal(epoch, slot, justifySlot, justify, root, endHeight, end);
        }

        private boolean isOf(Seal seal) {
            return equals(new Place(seal.epoch(), seal.root(), seal.endHeight(), seal.end()));
        }
    }

    /**
     * Why the seal is wrong; empty where it is right, as far as the ancestors at hand tell: a light client has few.
     *
     * @param committee of the header's epoch
     */
    Optional<String> refuse(BlockHeader header, Headers ancestors, Committee committee) {
        Optional<Seal> read = Seal.of(header);
        if (read.isEmpty() || read.get().epoch() != committee.epoch()) {
            return Optional.of(read.isEmpty() ? "its seal does not decode" : "it is of another epoch");
        }
        Seal seal = read.get();
        Optional<BlockHeader> parent = ancestors.header(header.parent());
        Optional<String> broken = parent.flatMap(known -> breach(header, seal, known, ancestors));
        return broken.isPresent() || isProducer(header, seal, ancestors, committee)
                ? broken
                : Optional.of("slot " + seal.slot() + " is another producer's");
    }

    private Optional<String> breach(BlockHeader header, Seal seal, BlockHeader parent, Headers ancestors) {
        Optional<Seal> below = Seal.of(parent);
        if (below.isEmpty()
                || header.height() != parent.height() + 1
                || header.timeMillis() <= parent.timeMillis()
                || seal.slot() <= below.get().slot()) {
            return Optional.of("height, time or slot do not follow its parent's");
        }
        if (!place(parent, ancestors).isOf(seal)) {
            return Optional.of("its chain is elsewhere in the epochs");
        }
        return isJustifiedByAncestor(seal, header.parent(), parent, below.get(), ancestors)
                ? Optional.empty()
                : Optional.of("what it names as certified is no ancestor, or less than its parent names");
    }

    private static boolean isProducer(BlockHeader header, Seal seal, Headers ancestors, Committee committee) {
        Optional<BlockHeader> root = ancestors.header(seal.root());
        if (root.isEmpty()) {
            return committee.members().stream()
                    .anyMatch(member -> member.address().equals(header.proposer()));
        }
        int producer = new Schedule(root.get().mix(), committee.size()).producer(seal.slot());
        return header.proposer().equals(committee.member(producer).address());
    }

    private static boolean isJustifiedByAncestor(
            Seal seal, Hash parentHash, BlockHeader parent, Seal below, Headers ancestors) {
        boolean sameEpoch = below.epoch() == seal.epoch();
        if (seal.justifySlot() <= (sameEpoch ? below.justifySlot() : 0)) {
            return !sameEpoch
                    || (seal.justifySlot() == below.justifySlot()
                            && seal.justify().equals(below.justify()));
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
                return true;
            }
            hash = next.parent();
            next = up.get();
        }
    }
}
