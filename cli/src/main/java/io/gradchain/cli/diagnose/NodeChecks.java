package io.gradchain.cli.diagnose;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with single nodes: gone, halted, behind, off the clock, short of disk. */
final class NodeChecks {
    /** Consensus itself brings the newest blocks. */
    private static final long TOLERATED_LAG = 3;

    /** A block ahead of a validator's clock by more than this waits for its vote. */
    private static final long CLOCK_TOLERANCE_MILLIS = 1_000;

    private static final long CLOCK_NOTE_MILLIS = 250;
    private static final long SLOW_SYNC_MICROS = 50_000;
    private static final long LITTLE_DISK = 1L << 30;
    private static final long NO_DISK = 64L << 20;
    private static final int LONG_QUEUE = 1_000;

    private NodeChecks() {}

    static List<Finding> all(NetFacts net) {
        List<Finding> findings = new ArrayList<>();
        for (NodeFacts node : net.nodes()) {
            if (node.told().isEmpty()) {
                findings.add(gone(node));
            } else {
                NodeFacts.Told told = node.told().get();
                halted(node.name(), told, findings);
                observes(node.name(), told, findings);
                behind(node.name(), told, net, findings);
                clock(node.name(), told, findings);
                machine(node.name(), told, findings);
                peers(node.name(), told, net, findings);
            }
        }
        return findings;
    }

    private static Finding gone(NodeFacts node) {
        return node.down()
                ? Finding.harms(node.name() + " is down: its process ended", "gradchain testnet up starts it again")
                : Finding.harms(
                        node.name() + " does not answer at " + node.url(),
                        "is it started, and does its machine keep up? Its log tells");
    }

    private static void halted(String name, NodeFacts.Told told, List<Finding> findings) {
        if (!told.halted().isEmpty()) {
            findings.add(Finding.harms(
                    name + " stopped voting: " + told.halted(),
                    "keep its log, compare its state root with the others', then start it again"));
        }
    }

    private static void observes(String name, NodeFacts.Told told, List<Finding> findings) {
        if (!told.awaited().isEmpty()) {
            findings.add(Finding.harms(
                    name + " only observes: its vote log lost a " + told.awaited(),
                    "it votes again once a final block lies above that; nothing is to be done"));
        }
    }

    private static void behind(String name, NodeFacts.Told told, NetFacts net, List<Finding> findings) {
        long lag = net.best() - told.finalHeight();
        if (told.syncing() && told.syncTarget() > told.finalHeight()) {
            long left = told.syncTarget() - told.finalHeight();
            double rate = (told.finalHeight() - told.finalBefore()) * 1e3 / Math.max(1, net.watchedMillis());
            String eta = rate > 0
                    ? "%.0f blocks/s, %s left".formatted(rate, Diagnosis.seconds((long) (left * 1e3 / rate)))
                    : "no block while we looked";
            findings.add(Finding.harms(
                    name + " catches up: " + told.finalHeight() + " of " + told.syncTarget() + ", " + eta, ""));
        } else if (lag > TOLERATED_LAG) {
            findings.add(Finding.harms(
                    name + " lags " + lag + " blocks behind and does not catch up",
                    "does it reach the others? gradchain net show"));
        }
    }

    private static void clock(String name, NodeFacts.Told told, List<Finding> findings) {
        long off = Math.abs(told.clockMillis()) - told.uncertainMillis();
        String words = name + "'s clock is " + Diagnosis.seconds(Math.abs(told.clockMillis()))
                + (told.clockMillis() > 0 ? " ahead of ours" : " behind ours");
        if (off > CLOCK_TOLERANCE_MILLIS) {
            findings.add(Finding.harms(
                    words + ": blocks from the future wait for their votes", "set the clock, and keep it by NTP"));
        } else if (off > CLOCK_NOTE_MILLIS) {
            findings.add(Finding.note(words));
        }
    }

    private static void machine(String name, NodeFacts.Told told, List<Finding> findings) {
        String free = told.diskFreeBytes() / (1 << 20) + " MiB";
        if (told.diskFreeBytes() >= 0 && told.diskFreeBytes() < NO_DISK) {
            findings.add(Finding.blocks(name + "'s disk is full: " + free + " left", "make room, then start it again"));
        } else if (told.diskFreeBytes() >= 0 && told.diskFreeBytes() < LITTLE_DISK) {
            findings.add(Finding.harms(name + "'s disk is nearly full: " + free + " left", "make room"));
        }
        if (told.syncMicros() > SLOW_SYNC_MICROS) {
            findings.add(Finding.harms(
                    name + "'s disk is slow: 95 % of the syncs of its vote log take up to " + told.syncMicros() / 1_000
                            + " ms, and every vote waits for one",
                    "a faster disk, or less beside it"));
        }
        if (told.queue() > LONG_QUEUE) {
            findings.add(Finding.harms(
                    name + " does not keep up: " + told.queue() + " events wait for its engine",
                    "is its machine overloaded?"));
        }
    }

    private static void peers(String name, NodeFacts.Told told, NetFacts net, List<Finding> findings) {
        int others = net.answering().size() - 1;
        if (told.peers() < others) {
            findings.add(Finding.harms(
                    name + " has " + told.peers() + " peers, and " + others + " others answer us",
                    "a ban or an address it does not know: look for event=peer- in its log"));
        }
    }
}
