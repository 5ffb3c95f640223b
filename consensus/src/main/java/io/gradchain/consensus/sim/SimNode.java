package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One simulated node: an engine, a disk, a chain, timers. It can lose power at every point of a turn. */
final class SimNode {
    /** Gas of every simulated transaction. */
    static final long TX_GAS = 1_000_000;

    /** Most nonces of a puzzle in a simulation. */
    private static final int EASY = 1 << 20;

    private final int index;
    private final PeerId id;
    private final Address address;
    private final boolean honest;
    private final World world;
    private final Supplier<ConsensusEngine> engines;
    private final SimChain chain;
    private final Map<String, Long> timers = new TreeMap<>();
    private final MarkKeeper guard = new MarkKeeper();
    private List<byte[]> log = new ArrayList<>();
    private ConsensusEngine engine;
    private PowerCut cut = PowerCut.NONE;
    private PowerCut scriptedCut = PowerCut.NONE;
    private int scriptedTurn = -1;
    private int writingTurns;
    private long timerSets;
    private int life;
    private long transactions;
    private Hash head;
    private long skew;

    /** Where in the next turn with something to persist the power goes. */
    enum PowerCut {
        NONE,
        BEFORE_PERSIST,
        BEFORE_MARK,
        AFTER_PERSIST,
        WHILE_SENDING
    }

    SimNode(
            int index,
            PeerId id,
            Address address,
            boolean honest,
            World world,
            SimChain chain,
            Supplier<ConsensusEngine> engines) {
        this.index = index;
        this.id = id;
        this.address = address;
        this.honest = honest;
        this.world = world;
        this.chain = chain;
        this.engines = engines;
        this.head = chain.finalizedHeader().hash();
    }

    void start() {
        engine = engines.get();
        if (honest) {
            guard.brief(engine, List.copyOf(log));
        }
        head = chain.finalizedHeader().hash();
        Turn turn = new Turn(this);
        engine.recover(List.copyOf(log), chain, turn);
        apply(turn);
        announcePending();
    }

    /** Runs one turn: the engine first, then its effects in the order of C-2. */
    void on(Event event) {
        if (engine == null) {
            return;
        }
        Turn turn = new Turn(this);
        engine.on(event, turn);
        apply(turn);
    }

    private void apply(Turn turn) {
        boolean writes = !turn.records().isEmpty();
        if (writes && ++writingTurns == scriptedTurn) {
            cut = scriptedCut;
        }
        if (writes && cut == PowerCut.BEFORE_PERSIST) {
            world.cutPower(this);
            return;
        }
        for (byte[] record : turn.records()) {
            log.add(record);
            world.monitor().persisted(this, record);
        }
        turn.compacted().ifPresent(records -> log = new ArrayList<>(records));
        turn.blocks().forEach(chain::makeDurable);
        if (writes && cut == PowerCut.BEFORE_MARK) {
            world.cutPower(this);
            return;
        }
        if (honest) {
            turn.marks()
                    .forEach(mark ->
                            guard.sign(mark).ifPresent(fault -> world.monitor().unguarded(this, fault)));
        }
        if (writes && cut == PowerCut.AFTER_PERSIST) {
            world.cutPower(this);
            return;
        }
        int stopAt = writes && cut == PowerCut.WHILE_SENDING ? turn.rest().size() / 2 : -1;
        for (int i = 0; i < turn.rest().size(); i++) {
            if (i == stopAt) {
                world.cutPower(this);
                return;
            }
            turn.rest().get(i).run();
        }
    }

    void crash() {
        engine = null;
        cut = PowerCut.NONE;
        life++;
        timers.clear();
        chain.crash();
    }

    void cutPowerAt(PowerCut point) {
        cut = point;
    }

    /** Loses power in its {@code turn}-th turn that persists something, counted over all lives. */
    void cutPowerAt(PowerCut point, int turn) {
        scriptedCut = point;
        scriptedTurn = turn;
    }

    void setTimer(String timer, long delay) {
        long set = ++timerSets;
        timers.put(timer, set);
        world.later(delay, () -> {
            Long current = timers.get(timer);
            if (engine != null && current != null && current == set) {
                timers.remove(timer);
                on(new Event.TimerFired(timer));
            }
        });
    }

    void cancelTimer(String timer) {
        timers.remove(timer);
    }

    void build(long request, BlockHeader parent, byte[] seal, long maxGas) {
        int now = life;
        world.later(world.executionMillis(), () -> {
            if (life == now) {
                long executed = Math.max(
                        parent.gasUsed(), Math.min(transactions, parent.gasUsed() + Math.max(1, maxGas / TX_GAS)));
                Block block = chain.build(parent, address, seal, executed, world.now() + skew);
                on(new Event.PayloadBuilt(request, block));
            }
        });
    }

    /** The simulated puzzles are easy: the draw of who finds a block when is the engine's timer. */
    void seek(long request, Hash block, Puzzle puzzle) {
        int now = life;
        world.later(0, () -> {
            if (life == now) {
                byte[] seal = puzzle.attempt(0, EASY).orElseThrow();
                on(new Event.SealFound(request, chain.reseal(block, seal)));
            }
        });
    }

    /** A search never takes longer than the step that began it. */
    void stopSeeking() {}

    /** Slots by this node's clock, which may be off by its skew. */
    void followSlots(long periodMillis) {
        int now = life;
        long clock = world.now() + skew;
        world.later(periodMillis - Math.floorMod(clock, periodMillis), () -> {
            if (life == now) {
                on(new Event.Slot(Math.floorDiv(world.now() + skew, periodMillis)));
                followSlots(periodMillis);
            }
        });
    }

    /** How many ms this node's clock is ahead. */
    void skew(long millis) {
        skew = millis;
    }

    /** A block of the future is judged when this node's clock has come near enough. */
    void check(Block block) {
        int now = life;
        long early = block.header().timeMillis() - engine.spec().clockTolerance() - world.now() - skew;
        world.later(Math.max(early, world.executionMillis()), () -> {
            if (life == now) {
                on(new Event.BlockChecked(block.hash(), chain.check(block)));
            }
        });
    }

    void setHead(Hash block) {
        head = block;
        int now = life;
        world.later(0, () -> {
            if (life == now) {
                announcePending();
            }
        });
    }

    /** The mempool learns of transactions: {@code total} were ever sent. */
    void transactions(long total) {
        transactions = Math.max(transactions, total);
        announcePending();
    }

    private void announcePending() {
        if (engine == null) {
            return;
        }
        long executed = chain.block(head).orElseThrow().header().gasUsed();
        on(new Event.TxPending(Math.max(0, transactions - executed) * TX_GAS));
    }

    void makeFinal(Hash block, byte[] proof) {
        world.monitor().finalized(this, block, proof);
        long undone = chain.makeFinal(block, proof);
        if (undone > 0) {
            world.monitor().reorganised(this, undone);
        }
    }

    void synced(SimChain from) {
        if (from.finalizedHeader().height() > chain.finalizedHeader().height()) {
            chain.sync(from);
            if (chain.block(head).orElseThrow().height()
                    < chain.finalizedHeader().height()) {
                head = chain.finalizedHeader().hash();
            }
            on(new Event.ChainAdvanced(chain.finalizedHeader(), chain.finalizedProof()));
        }
    }

    boolean isUp() {
        return engine != null;
    }

    boolean isHonest() {
        return honest;
    }

    int index() {
        return index;
    }

    PeerId id() {
        return id;
    }

    SimChain chain() {
        return chain;
    }

    BlockHeader head() {
        return chain.header(head).orElseThrow();
    }

    List<byte[]> log() {
        return log;
    }

    World world() {
        return world;
    }
}
