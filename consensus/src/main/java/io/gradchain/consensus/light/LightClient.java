package io.gradchain.consensus.light;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.GenesisBlock;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Follows a chain from its spec on, trusting nobody. Where the engine finalizes, one proven header is enough for any number
 * of blocks, and the last header of an epoch hands over to the next committee; elsewhere every header is needed, and the
 * branch the engine prefers wins. It is one thread's; it has no clock, so headers of the future are not refused.
 */
public final class LightClient implements Headers {
    private final ChainSpec spec;
    private final ConsensusEngine engine;
    private final Map<Hash, BlockHeader> known = new TreeMap<>();
    private Committee committee;
    private BlockHeader tip;

    /**
     * @param engine of that spec, for its stateless checks only: it need not run
     * @param stateRoot of block zero, all else of which follows from the spec; a wrong one is the start of no chain
     */
    public LightClient(ChainSpec spec, ConsensusEngine engine, Hash stateRoot) {
        this.spec = spec;
        this.engine = engine;
        committee = Committee.genesis(spec);
        accept(GenesisBlock.of(spec, stateRoot).header());
    }

    /**
     * Takes a header.
     *
     * @param proof that it is final; ignored where the engine does not finalize
     */
    public Judgement advance(BlockHeader header, byte[] proof) {
        if (header.chainId() != spec.chainId()) {
            return refused(LightRule.CHAIN, "chain " + header.chainId());
        }
        return engine.spec().finalizes() ? prove(header, proof) : extend(header);
    }

    private Judgement prove(BlockHeader header, byte[] proof) {
        if (header.height() <= tip.height()) {
            return refused(LightRule.HEIGHT, "height " + header.height() + " is not above " + tip.height());
        }
        long epoch = engine.epoch(header.height(), header.seal());
        if (epoch != committee.epoch()) {
            return refused(LightRule.EPOCH, "epoch " + epoch + " is not " + committee.epoch());
        }
        if (!engine.verifySeal(header, committee)) {
            return refused(LightRule.SEAL, "height " + header.height());
        }
        if (!engine.verifyFinality(header, proof, committee)) {
            return refused(LightRule.FINALITY, "height " + header.height());
        }
        known.clear();
        return accept(header);
    }

    private Judgement extend(BlockHeader header) {
        BlockHeader parent = known.get(header.parent());
        if (parent == null) {
            return refused(LightRule.PARENT, "parent " + header.parent());
        }
        if (header.height() != parent.height() + 1) {
            return refused(LightRule.HEIGHT, "height " + header.height() + " on " + parent.height());
        }
        if (header.timeMillis() < engine.earliestTime(parent, this)) {
            return refused(LightRule.TIME, "height " + header.height());
        }
        if (!engine.verifySeal(header, this, committee)) {
            return refused(LightRule.SEAL, "height " + header.height());
        }
        if (engine.compare(header, tip) > 0) {
            return accept(header);
        }
        known.put(header.hash(), header);
        return new Judgement.Accepted(tip);
    }

    /**
     * Goes on to the next epoch; the tip must be the last header of this one.
     *
     * @param next {@link Committee#encoded} of the committee that header commits to
     */
    public Judgement handOver(byte[] next) {
        if (tip.nextCommittee().equals(Hash.ZERO)) {
            return refused(LightRule.NO_END, "height " + tip.height());
        }
        Committee elected;
        try {
            elected = Committee.decode(next);
        } catch (DecodeException e) {
            return refused(LightRule.COMMITTEE, e.getMessage());
        }
        if (elected.epoch() != committee.epoch() + 1 || !elected.hash().equals(tip.nextCommittee())) {
            return refused(LightRule.COMMITTEE, "height " + tip.height());
        }
        committee = elected;
        return new Judgement.Accepted(tip);
    }

    private Judgement accept(BlockHeader header) {
        known.put(header.hash(), header);
        tip = header;
        return new Judgement.Accepted(header);
    }

    private static Judgement refused(LightRule rule, String cause) {
        return new Judgement.Refused(rule, cause);
    }

    /** The newest header: final where the engine finalizes, else the end of the best branch. */
    public BlockHeader tip() {
        return tip;
    }

    /** The header {@code confirmations} blocks below the tip, where the chain is that long and every header is kept. */
    public Optional<BlockHeader> confirmed(int confirmations) {
        Optional<BlockHeader> at = Optional.of(tip);
        for (int i = 0; i < confirmations && at.isPresent(); i++) {
            at = header(at.get().parent());
        }
        return at;
    }

    /** Who proves the next header. */
    public Committee committee() {
        return committee;
    }

    /** Where the engine finalizes, the tip alone is kept. */
    @Override
    public Optional<BlockHeader> header(Hash hash) {
        return Optional.ofNullable(known.get(hash));
    }
}
