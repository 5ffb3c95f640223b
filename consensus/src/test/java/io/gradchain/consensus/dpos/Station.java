package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.sim.Elections;
import io.gradchain.consensus.sim.SimChain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One engine of a {@link Cluster}, its disk and its chain. */
final class Station implements Effects {
    final Cluster cluster;
    final int index;
    final SimChain chain;
    final List<byte[]> log = new ArrayList<>();
    final TreeMap<Long, Hash> finals = new TreeMap<>();
    final Map<Hash, Long> proposedAt = new TreeMap<>();
    final List<Long> latencies = new ArrayList<>();
    final List<String> penalties = new ArrayList<>();
    final List<byte[]> faults = new ArrayList<>();
    final List<String> halts = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    DposEngine engine;
    Hash head;
    long skew;
    private long life;
    private final Map<String, Long> timers = new TreeMap<>();
    private long timerIds;

    Station(Cluster cluster, int index) {
        this.cluster = cluster;
        this.index = index;
        this.chain = new SimChain(
                cluster.genesis,
                new Elections(0, epoch -> cluster.elected.apply(epoch).members()));
        this.head = cluster.genesis.hash();
    }

    void start() {
        engine = DposEngine.create(cluster.spec, Optional.of(cluster.keys.get(index)), cluster.scheme, 0);
        engine.recover(List.copyOf(log), chain, this);
    }

    /** The power goes: what was not durable is gone, nothing is heard until {@link #start}. */
    void crash() {
        life++;
        engine = null;
        timers.clear();
        chain.crash();
    }

    void restart() {
        start();
        for (Station peer : cluster.stations) {
            if (peer != this && peer.engine != null) {
                peer.on(new Event.PeerJoined(peer()));
                on(new Event.PeerJoined(peer.peer()));
            }
        }
    }

    PeerId peer() {
        return new PeerId(cluster.keys.get(index).publicKey());
    }

    void on(Event event) {
        if (engine != null) {
            engine.on(event, this);
        }
    }

    private void later(long millis, Runnable action) {
        long born = life;
        cluster.in(millis, () -> {
            if (life == born) {
                action.run();
            }
        });
    }

    @Override
    public void persist(byte[] entry) {
        log.add(entry);
    }

    @Override
    public void mark(SignMark mark) {}

    @Override
    public void persistBlock(Hash block) {
        chain.makeDurable(block);
    }

    @Override
    public void compactLog(List<byte[]> records) {
        log.clear();
        log.addAll(records);
    }

    @Override
    public void send(PeerId to, byte[] message) {
        sent.add(message);
        for (Station station : cluster.stations) {
            if (station.peer().equals(to)) {
                cluster.transmit(index, station.index, message);
            }
        }
    }

    @Override
    public void broadcast(byte[] message) {
        sent.add(message);
        for (Station station : cluster.stations) {
            if (station != this) {
                cluster.transmit(index, station.index, message);
            }
        }
    }

    @Override
    public void setTimer(String timer, long delayMillis) {
        long id = ++timerIds;
        timers.put(timer, id);
        later(delayMillis, () -> {
            if (timers.remove(timer, id)) {
                on(new Event.TimerFired(timer));
            }
        });
    }

    @Override
    public void cancelTimer(String timer) {
        timers.remove(timer);
    }

    @Override
    public void buildPayload(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
        Block block = chain.build(
                parent, cluster.committee.member(index).address(), seal, parent.gasUsed() + 1, cluster.now + skew);
        later(1, () -> on(new Event.PayloadBuilt(request, block)));
    }

    @Override
    public void seek(long request, Hash block, Puzzle puzzle) {
        throw new AssertionError("nothing is mined here");
    }

    @Override
    public void stopSeeking() {
        throw new AssertionError("nothing is mined here");
    }

    @Override
    public void followSlots(long periodMillis) {
        long clock = cluster.now + skew;
        long next = clock / periodMillis + 1;
        later(next * periodMillis - clock, () -> {
            on(new Event.Slot(next));
            followSlots(periodMillis);
        });
    }

    @Override
    public void checkBlock(Block block) {
        later(1, () -> on(new Event.BlockChecked(block.hash(), chain.check(block))));
    }

    @Override
    public void setHead(Hash block) {
        head = block;
    }

    @Override
    public void finalizeBlock(Hash block, byte[] proof) {
        Block target = chain.block(block).orElseThrow();
        if (!engine.verifyFinality(target.header(), proof, cluster.elected.apply(epoch(target)))) {
            halts.add("a proof that does not verify");
        }
        for (Block next = target;
                next.height() > chain.finalizedHeader().height();
                next = chain.block(next.header().parent()).orElseThrow()) {
            finals.put(next.height(), next.hash());
        }
        chain.makeFinal(block, proof);
    }

    private long epoch(Block block) {
        return engine.epoch(block.height(), block.header().seal());
    }

    @Override
    public void fetch(long height, PeerId from) {
        for (Station station : cluster.stations) {
            if (station.peer().equals(from) && cluster.link.carries(station.index, index)) {
                later(20, () -> {
                    if (station.chain.finalizedHeader().height()
                            > chain.finalizedHeader().height()) {
                        chain.sync(station.chain);
                        on(new Event.ChainAdvanced(chain.finalizedHeader(), chain.finalizedProof()));
                    }
                });
            }
        }
    }

    @Override
    public void reportFault(byte[] evidence) {
        faults.add(evidence);
    }

    @Override
    public void penalise(PeerId peer, String reason) {
        penalties.add(reason);
    }

    @Override
    public void trace(TracePoint point, long at, Hash block) {
        if (point == TracePoint.PROPOSED) {
            proposedAt.put(block, cluster.now);
        } else if (point == TracePoint.FINAL && proposedAt.containsKey(block)) {
            latencies.add(cluster.now - proposedAt.get(block));
        }
    }

    @Override
    public void halt(String reason) {
        halts.add(reason);
    }
}
