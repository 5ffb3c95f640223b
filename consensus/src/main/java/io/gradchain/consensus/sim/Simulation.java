package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Adversary;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One run of a {@link Scenario}: a single thread, one queue of steps ordered by virtual time, every draw from the seed. */
public final class Simulation implements World {
    private static final long CHAIN_ID = 7;
    private static final long MAX_EVENTS = 3_000_000;
    private static final List<SimNode.PowerCut> CUTS = List.of(SimNode.PowerCut.values());

    private record Step(long time, long sequence, Runnable run) {}

    private final Scenario scenario;
    private final SplittableRandom random;
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::time).thenComparingLong(Step::sequence));
    private final List<SimNode> nodes = new ArrayList<>();
    private final Map<PeerId, SimNode> byId = new TreeMap<>();
    private final ChainSpec spec;
    private final Committee committee;
    private final SignatureScheme scheme;
    private final Monitor monitor;
    private boolean chaos = true;
    private int[] side;
    private long now;
    private long sequence;
    private long events;
    private long transactions;
    private int restarts;
    private ConsensusEngine judge;

    private Simulation(Scenario scenario, EngineFactory engines) {
        this.scenario = scenario;
        this.random = new SplittableRandom(scenario.seed());
        this.scheme = scenario.realSignatures() ? new Ed25519() : new KeyedHashScheme();
        List<KeyPair> keys = new ArrayList<>();
        List<ChainSpec.Validator> validators = new ArrayList<>();
        List<Committee.Member> members = new ArrayList<>();
        for (int i = 0; i < scenario.validators(); i++) {
            byte[] seed = Arrays.copyOf(new ByteWriter().u63(i + 1).toByteArray(), KeyPair.SEED_BYTES);
            KeyPair key = KeyPair.fromSeed(scheme, seed);
            Committee.Member member = new Committee.Member(key.publicKey(), 1);
            keys.add(key);
            members.add(member);
            validators.add(new ChainSpec.Validator("v" + i, key.publicKey(), 1, member.address()));
        }
        committee = new Committee(0, members);
        spec = new ChainSpec("sim", CHAIN_ID, true, 0, "pos", parameters(), validators, List.of());
        SigningContext context = new SigningContext(CHAIN_ID, spec.hash(), 0, 0);
        monitor = new Monitor(this, new VoteScan(context));
        judge = engines.create(spec, Optional.empty(), scheme);
        side = new int[scenario.validators()];
        populate(engines, keys, context);
    }

    /** Runs until the goal is reached, its time is up, or safety is violated. */
    public static SimulationReport run(Scenario scenario, EngineFactory engines) {
        return new Simulation(scenario, engines).run();
    }

    /** The same with one power cut of node 0 in its {@code turn}-th turn that persists something. */
    static SimulationReport run(Scenario scenario, EngineFactory engines, SimNode.PowerCut cut, int turn) {
        Simulation simulation = new Simulation(scenario, engines);
        simulation.nodes.getFirst().cutPowerAt(cut, turn);
        return simulation.run();
    }

    private static SortedMap<String, Long> parameters() {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("delta_ms", 100L);
        parameters.put("delta_cap_ms", 1_000L);
        parameters.put("max_empty_interval_ms", 400L);
        parameters.put("block_gas_limit", 100L * SimNode.TX_GAS);
        return parameters;
    }

    private void populate(EngineFactory engines, List<KeyPair> keys, SigningContext context) {
        Block genesis = SimChain.genesis(CHAIN_ID);
        int honest = scenario.validators() - scenario.adversaries().size();
        List<PeerId> ids = new ArrayList<>();
        for (int i = 0; i < scenario.validators(); i++) {
            ids.add(new PeerId(
                    PublicKey.of(Arrays.copyOf(new ByteWriter().u63(i + 1).toByteArray(), PublicKey.BYTES))));
        }
        for (int i = 0; i < scenario.validators(); i++) {
            KeyPair key = keys.get(i);
            Supplier<ConsensusEngine> maker = () -> engines.create(spec, Optional.of(key), scheme);
            if (i >= honest) {
                Adversary adversary = scenario.adversaries().get(i - honest);
                List<PeerId> others = new ArrayList<>(ids);
                others.remove(i);
                Electorate self = new Electorate(committee, context, scheme, Optional.of(key));
                Kit kit = new Kit(self, new MessageCodec(context), others, random.split());
                Supplier<ConsensusEngine> inner = maker;
                maker = () -> adversary.corrupt(inner.get(), kit);
            }
            SimNode node = new SimNode(
                    i,
                    ids.get(i),
                    committee.member(i).address(),
                    i < honest,
                    this,
                    new SimChain(genesis, committee),
                    maker);
            nodes.add(node);
            byId.put(node.id(), node);
            monitor.watch(node);
        }
    }

    private SimulationReport run() {
        nodes.forEach(node -> later(random.nextInt(20), node::start));
        for (int i = 0; i < scenario.crashing(); i++) {
            scheduleCrash(nodes.get(i), 0);
        }
        if (scenario.partitions()) {
            schedulePartition();
        }
        arrive();
        later(scenario.chaosMillis(), () -> chaos = false);
        long goal = Long.MAX_VALUE;
        boolean live = false;
        while (!live && !monitor.violated() && !steps.isEmpty() && events < MAX_EVENTS) {
            Step step = steps.poll();
            now = step.time();
            events++;
            step.run().run();
            if (!chaos && goal == Long.MAX_VALUE) {
                goal = monitor.finalHeight() + scenario.goal();
            }
            live = !chaos && reached(goal);
            if (now > (long) scenario.chaosMillis() + scenario.budgetMillis()) {
                break;
            }
        }
        return monitor.report(scenario, live, events, restarts);
    }

    private boolean reached(long goal) {
        for (SimNode node : nodes) {
            if (node.isHonest()
                    && (!node.isUp() || node.chain().finalizedHeader().height() < goal)) {
                return false;
            }
        }
        return true;
    }

    /** Transactions reach every node, each in its own time. */
    private void arrive() {
        transactions += scenario.busy() ? 1_000_000 : 1;
        long total = transactions;
        for (SimNode node : nodes) {
            later(scenario.busy() ? 1 : random.nextInt(50), () -> node.transactions(total));
        }
        if (!scenario.busy()) {
            later(100 + random.nextInt(1_500), this::arrive);
        }
    }

    private void scheduleCrash(SimNode node, long after) {
        if (after >= scenario.chaosMillis() || scenario.crashing() == 0) {
            return;
        }
        long at = after + random.nextInt(scenario.chaosMillis());
        later(at - now, () -> {
            SimNode.PowerCut cut = CUTS.get(random.nextInt(CUTS.size()));
            if (cut == SimNode.PowerCut.NONE) {
                cutPower(node);
            } else {
                node.cutPowerAt(cut);
            }
        });
    }

    @Override
    public void cutPower(SimNode node) {
        if (!node.isUp()) {
            return;
        }
        node.crash();
        later(10 + random.nextInt(Math.max(100, scenario.chaosMillis())), () -> {
            restarts++;
            node.start();
            nodes.stream().filter(other -> other != node && other.isUp()).forEach(other -> {
                other.on(new Event.PeerJoined(node.id()));
                node.on(new Event.PeerJoined(other.id()));
            });
            node.transactions(transactions);
            scheduleCrash(node, now);
        });
    }

    private void schedulePartition() {
        later(random.nextInt(scenario.chaosMillis()), () -> {
            for (int i = 0; i < side.length; i++) {
                side[i] = random.nextInt(2);
            }
            later(100 + random.nextInt(600), () -> Arrays.fill(side, 0));
        });
    }

    @Override
    public void send(SimNode from, PeerId to, byte[] message) {
        monitor.sent(from, message);
        deliver(from, byId.get(to), message);
    }

    @Override
    public void broadcast(SimNode from, byte[] message) {
        monitor.sent(from, message);
        for (SimNode to : nodes) {
            if (to != from) {
                deliver(from, to, message);
            }
        }
    }

    private void deliver(SimNode from, SimNode to, byte[] message) {
        if (chaos && (side[from.index()] != side[to.index()] || random.nextInt(1000) < scenario.lossPermille())) {
            return;
        }
        int copies = chaos && random.nextInt(1000) < scenario.duplicatePermille() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            later(delay(), () -> {
                if (to.isUp()) {
                    monitor.delivered(from, to, message);
                    to.on(new Event.PeerMessage(from.id(), message));
                }
            });
        }
    }

    private long delay() {
        int most = chaos ? scenario.maxDelay() : Math.min(scenario.maxDelay(), 30);
        return scenario.minDelay() >= most
                ? scenario.minDelay()
                : scenario.minDelay() + random.nextInt(most - scenario.minDelay());
    }

    @Override
    public void sync(SimNode node, long height, PeerId from) {
        SimNode source = byId.get(from);
        later(delay() + delay(), () -> {
            if (node.isUp()
                    && source.isUp()
                    && source.isHonest()
                    && source.chain().finalizedHeader().height() >= height) {
                node.synced(source.chain());
            }
        });
    }

    @Override
    public boolean verifies(BlockHeader header, byte[] proof) {
        return judge.verifySeal(header, hash -> Optional.empty(), committee)
                && judge.verifyFinality(header, proof, committee);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void later(long delay, Runnable step) {
        steps.add(new Step(now + delay, sequence++, step));
    }

    @Override
    public long executionMillis() {
        return scenario.maxDelay() == scenario.minDelay() ? 0 : random.nextInt(8);
    }

    @Override
    public Monitor monitor() {
        return monitor;
    }
}
