package io.gradchain.cli.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A testnet of processes under load, with a client at every node and everything they were told. */
final class Scene implements AutoCloseable {
    /** A client looks so often, in ms, where only what it sees matters and not when. */
    private static final long LOOK_MILLIS = 100;

    private static final int ACCOUNTS = 16;

    private final TortureNet net;
    private final Ledger ledger = new Ledger();
    private final List<Witness> witnesses = new ArrayList<>();
    private final Optional<VoteAudit> votes;
    private final Load load;
    private final List<String> violations = new ArrayList<>();

    private Scene(TortureNet net, double rate, long seed) {
        this.net = net;
        this.votes = VoteAudit.of(net.spec(), net.size());
        List<Wallet> wallets = Wallet.funded(net.spec(), ACCOUNTS, net.door(0));
        net.doors().forEach(door -> witnesses.add(new Witness(door, ledger, LOOK_MILLIS)));
        this.load = new Load(wallets, net.doors(), ledger, rate, seed);
    }

    /** Returns when nodes answer and load runs. */
    static Scene start(String engine, int nodes, double rate, long seed) {
        TortureNet net = TortureNet.start(engine, nodes);
        try {
            return new Scene(net, rate, seed);
        } catch (RuntimeException e) {
            net.keep();
            net.close();
            throw e;
        }
    }

    TortureNet net() {
        return net;
    }

    Ledger ledger() {
        return ledger;
    }

    Load load() {
        return load;
    }

    Optional<VoteAudit> votes() {
        return votes;
    }

    /** Records judged so far. */
    int judged() {
        return votes.map(VoteAudit::judged).orElse(0);
    }

    void broken(String story, String what) {
        violations.add(story + ": " + what);
    }

    /** Reads the votes of a dead node. */
    void judgeVotes(int node, String story) {
        votes.ifPresent(audit -> audit.judge(node, net.data(node))
                .forEach(wrong -> broken(story, net.name(node) + " wrote: " + wrong)));
    }

    /** Compares what a node calls final with what anybody was told, above the height {@code from}; how far it agreed. */
    long compare(int node, long from, String story) {
        Door door = net.door(node);
        long mine = door.status().map(Door.Status::finalHeight).orElse(0L);
        long agreed = from;
        for (long height : ledger.heightsAbove(from)) {
            if (height > mine) {
                break;
            }
            Optional<Door.Block> block = door.block(height);
            if (block.isEmpty() || !block.get().isFinal()) {
                broken(story, "%s lost the final block at height %d".formatted(net.name(node), height));
            } else {
                ledger.told(net.name(node), block.get());
            }
            agreed = height;
        }
        return agreed;
    }

    /** All that was broken, what clients contradicted each other in included. */
    List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        all.addAll(ledger.contradictions());
        return all;
    }

    /** Stops the load, then everything; after a violation the folder stays. */
    @Override
    public void close() {
        load.close();
        witnesses.forEach(Witness::close);
        votes.ifPresent(VoteAudit::close);
        if (!violations().isEmpty()) {
            net.keep();
        }
        net.close();
    }
}
