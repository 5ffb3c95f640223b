package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The epochs in force: that of the final block, the one before, and those its descendants opened. */
final class Eras {
    private final ChainSpec spec;
    private final Optional<KeyPair> key;
    private final SignatureScheme scheme;
    private final long incarnation;
    private final SortedMap<Long, Era> open = new TreeMap<>();

    Eras(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme, long incarnation) {
        this.spec = spec;
        this.key = key;
        this.scheme = scheme;
        this.incarnation = incarnation;
    }

    /** True when the epoch is a new one. */
    boolean open(long epoch, BlockHeader root, ChainView chain) {
        if (open.containsKey(epoch)) {
            return false;
        }
        open.put(epoch, new Era(electorate(chain.committee(epoch, root)), root));
        return true;
    }

    /** Signs and verifies for that committee, each member counting the same. */
    Electorate electorate(Committee committee) {
        return new Electorate(Era.equal(committee), context(committee.epoch()), scheme, key);
    }

    private SigningContext context(long epoch) {
        return new SigningContext(spec.chainId(), spec.hash(), epoch, incarnation);
    }

    /** Slots go on through all epochs. */
    SignMark mark(long epoch, Vote vote) {
        return context(epoch).mark(vote, 0);
    }

    Optional<Era> of(long epoch) {
        return Optional.ofNullable(open.get(epoch));
    }

    long last() {
        return open.lastKey();
    }

    /** Forgets epochs long over, and votes so old that not even evidence is made of them. */
    void prune(long finalEpoch, long slotFloor) {
        open.headMap(finalEpoch - 1).clear();
        open.values().forEach(era -> era.book().prune(slotFloor));
    }
}
