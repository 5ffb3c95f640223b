package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.sim.Elections;
import io.gradchain.consensus.sim.KeyedHashScheme;
import io.gradchain.consensus.sim.SimChain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One engine on a bench: its effects are written down, the blocks of all others are mined by hand. */
final class Workbench implements Effects {
    private static final int PEERS = 4;

    final KeyedHashScheme scheme = new KeyedHashScheme();
    final List<KeyPair> keys = new ArrayList<>();
    final ChainSpec spec;
    final Block genesis = SimChain.genesis(7);
    /** Where others keep their blocks. */
    final SimChain world;

    final SimChain chain;
    final SealRules rules;
    private final Optional<KeyPair> key;
    PowEngine engine;

    final List<byte[]> log = new ArrayList<>();
    final List<String> order = new ArrayList<>();
    final Map<PeerId, List<Message>> sent = new TreeMap<>();
    final List<Message> broadcast = new ArrayList<>();
    final Map<String, Long> timers = new TreeMap<>();
    final List<Block> checks = new ArrayList<>();
    final List<String> penalties = new ArrayList<>();
    final List<Hash> finals = new ArrayList<>();
    final List<Hash> heads = new ArrayList<>();
    final List<Hash> traced = new ArrayList<>();
    final List<List<byte[]>> compactions = new ArrayList<>();
    long request = -1;
    BlockHeader buildParent;
    byte[] buildSeal;
    Optional<Puzzle> puzzle = Optional.empty();
    Hash sought;
    long seekRequest;

    Workbench() {
        this(true, parameters());
    }

    Workbench(boolean miner, Map<String, Long> parameters) {
        this(miner ? PEERS : -1, parameters);
    }

    /** @param self which key is ours, none below 0 */
    Workbench(int self, Map<String, Long> parameters) {
        for (int i = 0; i <= PEERS; i++) {
            byte[] seed = new byte[KeyPair.SEED_BYTES];
            seed[0] = (byte) (i + 1);
            keys.add(KeyPair.fromSeed(scheme, seed));
        }
        key = self < 0 ? Optional.empty() : Optional.of(keys.get(self));
        List<ChainSpec.Validator> validators =
                List.of(new ChainSpec.Validator("v", keys.getFirst().publicKey(), 1, Address.NOBODY));
        spec = new ChainSpec("bench", 7, true, 0, "pow", new TreeMap<>(parameters), validators, List.of());
        world = new SimChain(genesis, Elections.constant(0, Committee.genesis(spec)));
        chain = new SimChain(genesis, Elections.constant(0, Committee.genesis(spec)));
        rules = new SealRules(7, Parameters.of(spec));
        restart();
    }

    /** Four hashes a block, no easier than one. */
    static Map<String, Long> parameters() {
        Map<String, Long> parameters = new TreeMap<>();
        parameters.put("initial_difficulty", 4L);
        return parameters;
    }

    /** The same disk, a new process. */
    void restart() {
        engine = PowEngine.create(spec, key);
        engine.recover(List.copyOf(log), chain, this);
    }

    void on(Event event) {
        engine.on(event, this);
    }

    PeerId peer(int index) {
        return new PeerId(keys.get(index).publicKey());
    }

    // ---- the others

    /** A block somebody mined; {@code salt} tells brothers apart. */
    Block mine(BlockHeader parent, long salt) {
        return mine(parent, salt, 0);
    }

    Block mine(BlockHeader parent, long salt, long time) {
        byte[] seal = rules.next(parent, world).orElseThrow().encoded();
        Block block = world.build(parent, Address.NOBODY, seal, salt, time);
        byte[] found = HashPuzzle.of(block.header())
                .orElseThrow()
                .attempt(0, Integer.MAX_VALUE)
                .orElseThrow();
        return world.reseal(block.hash(), found);
    }

    /** A chain of {@code length} blocks on {@code parent}, 2 s apart. */
    List<Block> branch(BlockHeader parent, int length, long salt) {
        List<Block> blocks = new ArrayList<>();
        BlockHeader last = parent;
        for (int i = 0; i < length; i++) {
            blocks.add(mine(last, salt, last.timeMillis() + 2_000));
            last = blocks.getLast().header();
        }
        return blocks;
    }

    /** A block that breaks the state, under a right seal. */
    Block invalid(BlockHeader parent) {
        BlockHeader good = mine(parent, 1).header();
        BlockHeader bad = new BlockHeader(
                good.chainId(),
                good.height(),
                good.timeMillis(),
                good.parent(),
                good.proposer(),
                good.txRoot(),
                good.receiptRoot(),
                Hash.ZERO,
                good.gasUsed(),
                good.nextCommittee(),
                good.mix(),
                good.vrfProof(),
                good.seal());
        return sealed(bad);
    }

    /** Solves the header as it stands. */
    Block sealed(BlockHeader header) {
        byte[] found = HashPuzzle.of(header)
                .orElseThrow()
                .attempt(0, Integer.MAX_VALUE)
                .orElseThrow();
        return new Block(header.withSeal(found), List.of());
    }

    void hear(int from, Message message) {
        hear(from, MessageCodec.encode(message));
    }

    void hear(int from, byte[] bytes) {
        on(new Event.PeerMessage(peer(from), bytes));
    }

    void announce(int from, Block block) {
        hear(from, new Message.Announce(block));
        check();
    }

    /** Answers what is to be checked, as executing it says. */
    void check() {
        while (!checks.isEmpty()) {
            Block block = checks.removeFirst();
            on(new Event.BlockChecked(block.hash(), chain.check(block)));
        }
    }

    /** Answers, as an honest peer with {@code blocks} would, everything this peer was asked, until nothing more is. */
    void serve(int from, List<Block> blocks) {
        while (!sent(from).isEmpty()) {
            switch (sent(from).removeFirst()) {
                case Message.HeadersRequest ask -> hear(from, new Message.Headers(answer(ask, blocks)));
                case Message.BodiesRequest(List<Hash> hashes) ->
                    blocks.stream()
                            .filter(block -> hashes.contains(block.hash()))
                            .forEach(block -> hear(from, new Message.Body(block)));
                case Message.Announce announce -> {}
                case Message.Headers headers -> {}
                case Message.Body body -> {}
                case Message.Head head -> {}
            }
            check();
        }
    }

    private List<BlockHeader> answer(Message.HeadersRequest ask, List<Block> blocks) {
        List<BlockHeader> headers = blocks.stream().map(Block::header).toList();
        List<Hash> hashes = blocks.stream().map(Block::hash).toList();
        for (Hash hash : ask.locator()) {
            if (hashes.contains(hash) || hash.equals(headers.getFirst().parent())) {
                List<BlockHeader> after = headers.subList(hashes.indexOf(hash) + 1, headers.size());
                return after.subList(0, Math.min(after.size(), Message.MAX_HEADERS));
            }
        }
        return List.of();
    }

    // ---- our own

    /** Answers what is to be built; the clock says {@code time}. */
    Block build(long time) {
        Block block = chain.build(buildParent, Address.NOBODY, buildSeal, 99, time);
        long asked = request;
        request = -1;
        on(new Event.PayloadBuilt(asked, block));
        return block;
    }

    /** Answers what is sought. */
    Block find() {
        byte[] seal = puzzle.orElseThrow().attempt(0, Integer.MAX_VALUE).orElseThrow();
        Block sealed = chain.reseal(sought, seal);
        on(new Event.SealFound(seekRequest, sealed));
        return sealed;
    }

    void fire(String timer) {
        timers.remove(timer);
        on(new Event.TimerFired(timer));
    }

    List<Message> sent(int to) {
        return sent.computeIfAbsent(peer(to), p -> new ArrayList<>());
    }

    Hash head() {
        return heads.getLast();
    }

    @Override
    public void persist(byte[] record) {
        log.add(record);
        order.add("persist");
    }

    @Override
    public void mark(SignMark mark) {}

    @Override
    public void persistBlock(Hash block) {
        order.add("keep");
        chain.makeDurable(block);
    }

    @Override
    public void compactLog(List<byte[]> records) {
        compactions.add(records);
        log.clear();
        log.addAll(records);
    }

    @Override
    public void send(PeerId to, byte[] message) {
        sent.computeIfAbsent(to, p -> new ArrayList<>()).add(read(message));
    }

    @Override
    public void broadcast(byte[] message) {
        order.add("say");
        broadcast.add(read(message));
    }

    private static Message read(byte[] message) {
        return ((MessageCodec.Decoded.Read) MessageCodec.decode(message)).message();
    }

    @Override
    public void setTimer(String timer, long delayMillis) {
        timers.put(timer, delayMillis);
    }

    @Override
    public void cancelTimer(String timer) {
        timers.remove(timer);
    }

    @Override
    public void buildPayload(long id, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
        request = id;
        buildParent = parent;
        buildSeal = seal;
    }

    @Override
    public void seek(long id, Hash block, Puzzle search) {
        seekRequest = id;
        sought = block;
        puzzle = Optional.of(search);
    }

    @Override
    public void stopSeeking() {
        puzzle = Optional.empty();
    }

    @Override
    public void followSlots(long periodMillis) {
        throw new AssertionError("there are no slots here");
    }

    @Override
    public void checkBlock(Block block) {
        checks.add(block);
    }

    @Override
    public void setHead(Hash block) {
        heads.add(block);
    }

    @Override
    public void finalizeBlock(Hash block, byte[] proof) {
        finals.add(block);
    }

    @Override
    public void fetch(long height, PeerId from) {
        throw new AssertionError("nothing final exists to be fetched");
    }

    @Override
    public void reportFault(byte[] evidence) {
        throw new AssertionError("work has no culprits");
    }

    @Override
    public void penalise(PeerId peer, String reason) {
        penalties.add(reason);
    }

    @Override
    public void trace(TracePoint point, long at, Hash block) {
        if (point == TracePoint.FINAL) {
            traced.add(block);
        }
    }

    @Override
    public void halt(String reason) {
        throw new AssertionError(reason);
    }
}
