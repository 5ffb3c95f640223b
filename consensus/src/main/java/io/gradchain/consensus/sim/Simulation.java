package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One run of a {@link Scenario}: a single thread, one queue of steps ordered by virtual time, every draw from the seed. */
public final class Simulation implements World {
    private static final long MAX_EVENTS = 100_000_000;
    private static final int MOST_EXECUTION_MILLIS = 8;
    private static final List<SimNode.PowerCut> CUTS = List.of(
            SimNode.PowerCut.NONE,
            SimNode.PowerCut.BEFORE_PERSIST,
            SimNode.PowerCut.AFTER_PERSIST,
            SimNode.PowerCut.WHILE_SENDING);

    private final Scenario scenario;
    private final EngineLab lab;
    private final Crew crew;
    private final SplittableRandom random;
    private final Agenda agenda = new Agenda();
    private final List<SimNode> nodes;
    private final Map<PeerId, SimNode> byId = new TreeMap<>();
    private final Monitor monitor;
    private final Network network;
    private final Finish finish;
    private boolean chaos = true;
    private long events;
    private long transactions;

    private Simulation(Scenario scenario, EngineLab lab, Happening.Listener listener) {
        this.scenario = scenario;
        this.lab = lab;
        this.random = new SplittableRandom(scenario.seed());
        this.crew = new Crew(scenario, lab);
        ConsensusEngine judge = crew.judge();
        monitor = new Monitor(this, judge, lab.auditor(crew.spec()), listener);
        nodes = crew.nodes(this, random);
        network = new Network(scenario, nodes.size(), this, random);
        nodes.forEach(node -> byId.put(node.id(), node));
        nodes.forEach(monitor::watch);
        List<SimNode> honest = nodes.stream()
                .filter(node -> node.isHonest() && node.index() >= scenario.dead())
                .toList();
        finish = new Finish(honest, judge.spec().finalizes(), monitor);
    }

    /** Runs until the goal is reached, its time is up, or safety is violated. */
    public static SimulationReport run(Scenario scenario, EngineLab lab) {
        return run(scenario, lab, happening -> {});
    }

    /** The same, told to {@code listener} as it happens. */
    public static SimulationReport run(Scenario scenario, EngineLab lab, Happening.Listener listener) {
        return new Simulation(scenario, lab, listener).run();
    }

    /** The same with one power cut of node 0 in its {@code turn}-th turn that persists something. */
    static SimulationReport run(Scenario scenario, EngineLab lab, SimNode.PowerCut cut, int turn) {
        Simulation simulation = new Simulation(scenario, lab, happening -> {});
        simulation.nodes.getFirst().cutPowerAt(cut, turn);
        return simulation.run();
    }

    private SimulationReport run() {
        nodes.stream().skip(scenario.dead()).forEach(node -> later(random.nextInt(20), node::start));
        for (int i = 0; i < scenario.crashing(); i++) {
            scheduleCrash(nodes.get(i), 0);
        }
        network.start();
        arrive();
        if (scenario.heals()) {
            later(scenario.chaosMillis(), this::heal);
        }
        long goal = scenario.heals() ? Long.MAX_VALUE : scenario.goal().blocks();
        int given = scenario.goal().budgetMillis();
        long end = (scenario.heals() ? scenario.chaosMillis() : 0L) + (given > 0 ? given : lab.patienceMillis());
        boolean live = false;
        while (!live && !monitor.violated() && !agenda.isEmpty() && events < MAX_EVENTS && now() <= end) {
            events++;
            step();
            if (scenario.heals() && !chaos && goal == Long.MAX_VALUE) {
                goal = monitor.finalHeight() + scenario.goal().blocks();
            }
            live = !(chaos && scenario.heals())
                    && monitor.views() >= scenario.goal().views()
                    && finish.reached(goal);
        }
        if (!monitor.violated()) {
            finish.checkReplay();
        }
        return monitor.report(scenario, crew, live, events);
    }

    /** Whatever hostile bytes do, no engine throws: where one does, the run has shown a violation. */
    private void step() {
        try {
            agenda.next().run();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            monitor.violation("an engine threw " + e + (trace.length > 0 ? " at " + trace[0] : ""));
        }
    }

    private void heal() {
        chaos = false;
        network.heal();
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
        long at = after + random.nextInt(Math.min(60_000, scenario.chaosMillis()));
        later(at - now(), () -> {
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
        monitor.crashed(node);
        later(10 + random.nextInt(Math.clamp(scenario.chaosMillis(), 100, 10_000)), () -> {
            monitor.restarted(node);
            node.start();
            nodes.stream().filter(other -> other != node && other.isUp()).forEach(other -> {
                other.on(new Event.PeerJoined(node.id()));
                node.on(new Event.PeerJoined(other.id()));
            });
            node.transactions(transactions);
            scheduleCrash(node, now());
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
        for (int copy = network.copies(from.index(), to.index()); copy > 0; copy--) {
            later(network.delay(from.index(), to.index()), () -> {
                if (to.isUp()) {
                    monitor.delivered(from, to, message);
                    to.on(new Event.PeerMessage(from.id(), message));
                }
            });
        }
    }

    @Override
    public void sync(SimNode node, long height, PeerId from) {
        SimNode source = byId.get(from);
        long back = network.delay(source.index(), node.index());
        later(network.delay(node.index(), source.index()) + back, () -> {
            if (node.isUp()
                    && source.isUp()
                    && source.isHonest()
                    && source.chain().finalizedHeader().height() >= height) {
                node.synced(source.chain());
            }
        });
    }

    @Override
    public long now() {
        return agenda.now();
    }

    @Override
    public void later(long delay, Runnable step) {
        agenda.later(delay, step);
    }

    @Override
    public long executionMillis() {
        return scenario.links().latency() instanceof Latency.Steady ? 0 : random.nextInt(MOST_EXECUTION_MILLIS);
    }

    @Override
    public Monitor monitor() {
        return monitor;
    }
}
