package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Proof of work behind the seam: decodes messages, hands them to the {@link Follower}, keeps the {@link Miner} at work. */
public final class PowEngine implements ConsensusEngine {
    /** This engine's name in chain specs. */
    public static final String ID = "pow";

    private static final long CLOCK_TOLERANCE_MILLIS = 10_000;

    private final Parameters parameters;
    private final SealRules rules;
    private final Hash specHash;
    private final Optional<PublicKey> key;
    private MainChain main;
    private Follower follower;
    private Archive archive;
    private Miner miner;
    private Hash minedOn = Hash.ZERO;

    private PowEngine(ChainSpec spec, Optional<PublicKey> key) {
        parameters = Parameters.of(spec);
        rules = new SealRules(spec.chainId(), parameters);
        specHash = spec.hash();
        this.key = key;
    }

    /** @param key what makes a miner; without one the engine follows and serves */
    public static PowEngine create(ChainSpec spec, Optional<KeyPair> key) {
        return new PowEngine(spec, key.map(KeyPair::publicKey));
    }

    @Override
    public EngineSpec spec() {
        return new EngineSpec(
                ID,
                false,
                EngineSpec.Proposers.ANYONE,
                EngineSpec.Beacon.PARENT_HASH,
                CLOCK_TOLERANCE_MILLIS,
                parameters.byName());
    }

    @Override
    public void recover(List<byte[]> records, ChainView chain, Effects out) {
        HeadLog log = new HeadLog();
        main = new MainChain(chain, log.restore(records, chain));
        archive = new Archive(chain, main);
        follower = new Follower(rules, parameters.confirmations(), chain, main, log);
        miner = new Miner(parameters, rules, chain, specHash, key);
        follower.start(out);
        mineOnHead(out);
    }

    @Override
    public void on(Event event, Effects out) {
        switch (event) {
            case Event.PeerMessage(PeerId from, byte[] message) -> receive(from, message, out);
            case Event.TimerFired(String timer) -> {
                if (timer.equals(Downloads.TIMER)) {
                    follower.onTimer(out);
                } else {
                    miner.onTimer(timer, out);
                }
            }
            case Event.TxPending(long gas) -> miner.onPending(gas, out);
            case Event.PeerJoined(PeerId peer) -> follower.onPeer(peer, out);
            case Event.PayloadBuilt(long request, Block block) -> miner.onBuilt(request, block, out);
            case Event.SealFound(long request, Block block) -> {
                if (miner.onFound(request)) {
                    follower.mined(block, out);
                }
            }
            case Event.BlockChecked checked -> follower.onChecked(checked.block(), checked.verdict(), out);
            case Event.Slot slot -> {}
            case Event.ChainAdvanced advanced -> {}
        }
        mineOnHead(out);
    }

    private void mineOnHead(Effects out) {
        if (!main.hash().equals(minedOn)) {
            minedOn = main.hash();
            miner.onHead(main.head(), out);
        }
    }

    private void receive(PeerId from, byte[] bytes, Effects out) {
        switch (MessageCodec.decode(bytes)) {
            case MessageCodec.Decoded.Malformed malformed ->
                out.penalise(from, Penalty.MALFORMED.reason() + ": " + malformed.reason());
            case MessageCodec.Decoded.Read(Message message) -> {
                follower.heardFrom(from);
                dispatch(from, message, out);
            }
        }
    }

    private void dispatch(PeerId from, Message message, Effects out) {
        switch (message) {
            case Message.Announce(Block block) -> follower.onAnnounce(block, from, out);
            case Message.HeadersRequest request -> archive.onRequest(request, from, out);
            case Message.Headers(List<BlockHeader> headers) -> follower.onAnswer(headers, from, out);
            case Message.BodiesRequest request -> archive.onRequest(request, from, out);
            case Message.Body(Block block) -> follower.onBody(block, from, out);
            case Message.Head(BlockHeader header) -> follower.onNews(List.of(header), from, out);
        }
    }

    @Override
    public SortedMap<Integer, Long> reversalOdds() {
        SortedMap<Integer, Long> odds = new TreeMap<>();
        for (int share : List.of(50, 100, 200, 300, 400)) {
            odds.put(share, AttackOdds.perBillion(share, (int) parameters.confirmations()));
        }
        return odds;
    }

    @Override
    public long earliestTime(BlockHeader parent, Headers ancestors) {
        return SealRules.medianTime(parent, ancestors) + 1;
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        return header.height() == 0 || rules.verify(header, ancestors);
    }

    /** Work is never a proof that there is not more of it elsewhere. */
    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        return false;
    }

    @Override
    public int compare(BlockHeader a, BlockHeader b) {
        return Seal.workOf(a).compareTo(Seal.workOf(b));
    }

    @Override
    public Finality finality(BlockHeader header) {
        return main != null && main.contains(header)
                ? new Finality.Probabilistic(main.head().height() - header.height())
                : new Finality.Unknown();
    }
}
