package io.gradchain.consensus.simplex;

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
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One engine on a desk: its effects are written down, the other validators are signed for by hand. */
final class Desk implements Effects {
    final KeyedHashScheme scheme = new KeyedHashScheme();
    final List<KeyPair> keys = new ArrayList<>();
    final ChainSpec spec;
    final Committee committee;
    final Electorate[] electorates;
    final MessageCodec codec;
    final Block genesis = SimChain.genesis(7);
    final Elections elections;
    final SimChain chain;
    final int self;
    SimplexEngine engine;

    final List<byte[]> log = new ArrayList<>();
    final List<String> order = new ArrayList<>();
    final List<Message> said = new ArrayList<>();
    final Map<String, Long> timers = new TreeMap<>();
    final List<Block> checks = new ArrayList<>();
    final List<String> penalties = new ArrayList<>();
    final List<byte[]> faults = new ArrayList<>();
    final List<Hash> finals = new ArrayList<>();
    final List<Hash> heads = new ArrayList<>();
    final List<Long> fetches = new ArrayList<>();
    final List<String> halts = new ArrayList<>();
    final List<List<byte[]>> compactions = new ArrayList<>();
    int durableFinals;
    boolean finalizedInCompactingTurn;
    long request = -1;
    BlockHeader buildParent;
    byte[] buildSeal;
    long buildGas;
    long view;

    Desk(int members, int self) {
        this(members, self, new TreeMap<>());
    }

    Desk(int members, int self, Map<String, Long> parameters) {
        this.self = self;
        List<ChainSpec.Validator> voters = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            byte[] seed = new byte[KeyPair.SEED_BYTES];
            seed[0] = (byte) (i + 1);
            keys.add(KeyPair.fromSeed(scheme, seed));
            Committee.Member member = new Committee.Member(keys.get(i).publicKey(), 10);
            voters.add(new ChainSpec.Validator("v" + i, member.key(), member.weight(), member.address()));
        }
        spec = new ChainSpec("desk", 7, true, 0, "pos", new TreeMap<>(parameters), voters, List.of());
        committee = Committee.genesis(spec);
        elections = Elections.constant(parameters.getOrDefault("epoch_blocks", 0L), committee);
        chain = new SimChain(genesis, elections);
        SigningContext context = new SigningContext(7, spec.hash(), 0, 0);
        codec = new MessageCodec(context);
        electorates = new Electorate[members];
        for (int i = 0; i < members; i++) {
            electorates[i] = new Electorate(committee, context, scheme, Optional.of(keys.get(i)));
        }
        restart();
    }

    /** The same disk, a new process. */
    void restart() {
        Optional<KeyPair> key = self < 0 ? Optional.empty() : Optional.of(keys.get(self));
        engine = SimplexEngine.create(spec, key, scheme, 0);
        engine.recover(List.copyOf(log), chain, this);
    }

    void on(Event event) {
        durableFinals = finals.size();
        engine.on(event, this);
    }

    PeerId peer(int index) {
        return new PeerId(keys.get(index).publicKey());
    }

    Vote vote(Ballot ballot, long at, Hash block, int signer) {
        return electorates[signer].sign(ballot, at, block);
    }

    Certificate certificate(Ballot ballot, long at, Hash block, int... signers) {
        return Certificate.of(
                Arrays.stream(signers).mapToObj(i -> vote(ballot, at, block, i)).toList());
    }

    /** A valid block of the leader of {@code at}. */
    Block block(long at, long parentView, BlockHeader parent) {
        SimChain theirs = new SimChain(genesis, elections);
        int leader = electorates[0].leader(at);
        return theirs.build(parent, committee.member(leader).address(), new Seal(at, parentView).encoded(), at, 0);
    }

    /** Member {@code signer} announces a block of {@code gas} on block zero in view 1. */
    Message.Build announce(int signer, long gas) {
        Signature signature = electorates[signer].sign(Ballot.BUILD, 1, genesis.hash(), gas);
        return new Message.Build(1, genesis.hash(), gas, signer, signature);
    }

    Message.Propose propose(Block block) {
        long at = Seal.viewOf(block.header());
        return new Message.Propose(vote(Ballot.PROPOSE, at, block.hash(), electorates[0].leader(at)), block);
    }

    void hear(int from, Message message) {
        hear(from, codec.encode(message));
    }

    /** In the words of another epoch, whose members are the same. */
    void hear(int from, long epoch, Message message) {
        hear(from, codec.of(epoch).encode(message));
    }

    /** Member {@code signer} in another epoch. */
    Electorate electorate(long epoch, int signer) {
        Committee same = new Committee(epoch, committee.members());
        return new Electorate(
                same, new SigningContext(7, spec.hash(), epoch, 0), scheme, Optional.of(keys.get(signer)));
    }

    void hear(int from, byte[] bytes) {
        on(new Event.PeerMessage(peer(from), bytes));
    }

    void hear(Vote vote) {
        hear(vote.signer(), new Message.Cast(vote));
    }

    void hear(Certificate certificate) {
        hear(certificate.signers().getFirst(), new Message.Certified(certificate));
    }

    /** Answers what is to be checked, as executing it says. */
    void check() {
        while (!checks.isEmpty()) {
            Block block = checks.removeFirst();
            on(new Event.BlockChecked(block.hash(), chain.check(block)));
        }
    }

    /** Answers what is to be built. */
    Block build() {
        Block block =
                chain.build(buildParent, committee.member(self).address(), buildSeal, buildParent.gasUsed() + 1, 0);
        long asked = request;
        request = -1;
        on(new Event.PayloadBuilt(asked, block));
        return block;
    }

    void fire(String timer) {
        timers.remove(timer);
        on(new Event.TimerFired(timer));
    }

    void pending(long gas) {
        on(new Event.TxPending(gas));
    }

    /** Own votes of that kind among what was said. */
    List<Vote> cast(Ballot ballot) {
        return said.stream()
                .filter(Message.Cast.class::isInstance)
                .map(message -> ((Message.Cast) message).vote())
                .filter(vote -> vote.signer() == self && vote.ballot() == ballot)
                .toList();
    }

    <T extends Message> List<T> said(Class<T> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
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
        finalizedInCompactingTurn |= finals.size() > durableFinals;
        compactions.add(records);
        log.clear();
        log.addAll(records);
    }

    @Override
    public void send(PeerId to, byte[] message) {
        say(message);
    }

    @Override
    public void broadcast(byte[] message) {
        say(message);
    }

    private void say(byte[] message) {
        order.add("say");
        MessageCodec theirs =
                codec.decode(message) instanceof MessageCodec.Decoded.Foreign(long epoch, long incarnation)
                        ? codec.of(epoch)
                        : codec;
        said.add(((MessageCodec.Decoded.Read) theirs.decode(message)).message());
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
        buildGas = maxGas;
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
        chain.makeFinal(block, proof);
    }

    @Override
    public void fetch(long height, PeerId from) {
        fetches.add(height);
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
        if (point == TracePoint.VIEW_ENTERED) {
            view = at;
        }
    }

    @Override
    public void halt(String reason) {
        halts.add(reason);
    }
}
