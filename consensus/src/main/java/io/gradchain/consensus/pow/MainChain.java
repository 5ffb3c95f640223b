package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * The head and its ancestors by height. Headers only point down, so the hash of every 64th height is remembered once it
 * was passed, and no look-up walks further than that.
 */
final class MainChain {
    private static final int STRIDE = 64;
    /** Newest hashes of a locator that are not yet thinned out. */
    private static final int DENSE = 10;

    private final Headers headers;
    private final NavigableMap<Long, Hash> marks = new TreeMap<>();
    private BlockHeader head;
    private Hash hash;

    MainChain(Headers headers, BlockHeader head) {
        this.headers = headers;
        this.head = head;
        this.hash = head.hash();
    }

    BlockHeader head() {
        return head;
    }

    Hash hash() {
        return hash;
    }

    BigInteger work() {
        return Seal.workOf(head);
    }

    /**
     * Makes a block whose ancestors are all known the head.
     *
     * @return the height up to which the old and the new chain are the same
     */
    long move(BlockHeader next) {
        long common = common(next);
        marks.tailMap(common, false).clear();
        head = next;
        hash = next.hash();
        return common;
    }

    private long common(BlockHeader next) {
        if (next.parent().equals(hash)) {
            return head.height();
        }
        BlockHeader a = next;
        BlockHeader b = head;
        while (a.height() != b.height() || !a.equals(b)) {
            long above = a.height() - b.height();
            if (above >= 0) {
                a = parentOf(a);
            }
            if (above <= 0) {
                b = parentOf(b);
            }
        }
        return a.height();
    }

    private BlockHeader parentOf(BlockHeader header) {
        return headers.header(header.parent()).orElseThrow();
    }

    /** The block of this chain at {@code height}, at most the head's. */
    Hash at(long height) {
        Map.Entry<Long, Hash> mark = marks.ceilingEntry(height);
        Hash found = mark == null ? hash : mark.getValue();
        for (long at = mark == null ? head.height() : mark.getKey(); at > height; at--) {
            found = headers.header(found).orElseThrow().parent();
            if ((at - 1) % STRIDE == 0) {
                marks.put(at - 1, found);
            }
        }
        return found;
    }

    boolean contains(BlockHeader header) {
        return header.height() <= head.height() && at(header.height()).equals(header.hash());
    }

    /** Up to {@code most} headers above {@code height}, oldest first. */
    List<BlockHeader> above(long height, int most) {
        long last = Math.min(head.height(), height + most);
        List<BlockHeader> found = new ArrayList<>();
        Hash at = last > height ? at(last) : hash;
        for (long h = last; h > height; h--) {
            BlockHeader header = headers.header(at).orElseThrow();
            found.addFirst(header);
            at = header.parent();
        }
        return found;
    }

    /** Hashes from the head down, ever further apart, ending with block zero. */
    SequencedSet<Hash> locator() {
        SequencedSet<Hash> found = new LinkedHashSet<>();
        long step = 1;
        for (long height = head.height(); height > 0; height -= step) {
            found.add(at(height));
            if (found.size() > DENSE) {
                step *= 2;
            }
        }
        found.add(at(0));
        return found;
    }
}
