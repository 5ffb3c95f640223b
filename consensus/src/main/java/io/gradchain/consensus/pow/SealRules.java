package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a header must state, given its ancestors (C-101..C-105). */
final class SealRules {
    /** Headers whose median time a child must exceed. */
    static final int MEDIAN_OF = 11;

    private final long chainId;
    private final Asert asert;
    private final BigInteger firstTarget;
    private final boolean simulated;

    SealRules(long chainId, Parameters parameters) {
        this.chainId = chainId;
        asert = parameters.asert();
        firstTarget = parameters.firstTarget();
        simulated = parameters.simulated();
    }

    /** The seal of a child of {@code parent}, with nonce 0; empty where an ancestor is missing or has no seal. */
    Optional<Seal> next(BlockHeader parent, Headers ancestors) {
        return target(parent, ancestors)
                .map(target -> new Seal(target, Seal.workOf(parent).add(Work.of(target)), 0))
                .filter(seal -> seal.work().bitLength() <= 8 * Work.BYTES);
    }

    /**
     * The anchor is the parent. The time from block zero to the first block counts as on schedule: how long a spec lay
     * about before its chain was started is no measure of anybody's hashes.
     */
    private Optional<BigInteger> target(BlockHeader parent, Headers ancestors) {
        if (parent.height() <= 1) {
            return Optional.of(firstTarget);
        }
        Optional<BlockHeader> before = ancestors.header(parent.parent());
        Optional<Seal> seal = Seal.of(parent);
        return before.isEmpty() || seal.isEmpty()
                ? Optional.empty()
                : Optional.of(asert.next(
                        seal.get().target(), parent.timeMillis() - before.get().timeMillis(), 0));
    }

    /** The median time of {@code last} and the ten blocks before it; of fewer near block zero, the later of two. */
    static long medianTime(BlockHeader last, Headers ancestors) {
        List<Long> times = new ArrayList<>();
        Optional<BlockHeader> at = Optional.of(last);
        while (at.isPresent() && times.size() < MEDIAN_OF) {
            times.add(at.get().timeMillis());
            at = at.get().height() == 0
                    ? Optional.empty()
                    : ancestors.header(at.get().parent());
        }
        times.sort(null);
        return times.get(times.size() / 2);
    }

    /** Whether the header may follow its parent, which {@code ancestors} hold. */
    boolean verify(BlockHeader header, Headers ancestors) {
        Optional<BlockHeader> parent = header.height() == 0 ? Optional.empty() : ancestors.header(header.parent());
        Optional<Seal> seal = Seal.of(header);
        return parent.isPresent()
                && seal.isPresent()
                && header.chainId() == chainId
                && header.height() == parent.get().height() + 1
                && next(parent.get(), ancestors)
                        .filter(seal.get().withNonce(0)::equals)
                        .isPresent()
                && (simulated || HashPuzzle.of(header).orElseThrow().solved())
                && header.timeMillis() > medianTime(parent.get(), ancestors);
    }
}
