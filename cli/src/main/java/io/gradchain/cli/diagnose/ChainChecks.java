package io.gradchain.cli.diagnose;

import java.util.ArrayList;
import java.util.List;

/** What is to be said of the chain as a whole: forks, idleness, mining. */
final class ChainChecks {
    private ChainChecks() {}

    static List<Finding> all(NetFacts net) {
        List<Finding> findings = new ArrayList<>();
        if (forked(net)) {
            findings.add(Finding.blocks(
                    "FORK: the nodes have different final blocks at one height: " + sides(net),
                    net.mined()
                            ? "the branch of less work gives way when they reach one another"
                            : "stop all nodes and keep their data: gradchain audit names who signed both"));
        }
        if (!net.answering().isEmpty() && !net.hasWork()) {
            idle(net, findings);
        }
        if (net.mined() && !net.answering().isEmpty()) {
            mining(net, findings);
        }
        return findings;
    }

    /** Ten intervals without a block happen once in twenty thousand. */
    static long longestMined(NetFacts net) {
        return 10 * net.parameters().get("block_time_ms");
    }

    static boolean forked(NetFacts net) {
        return net.answering().stream()
                        .map(node -> node.told().get().finalBlock())
                        .filter(block -> !block.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    private static String sides(NetFacts net) {
        return String.join(
                ", ",
                net.answering().stream()
                        .filter(node -> !node.told().get().finalBlock().isEmpty())
                        .map(node -> node.name() + " has "
                                + node.told().get().finalBlock().substring(0, 8) + "…")
                        .toList());
    }

    private static void idle(NetFacts net, List<Finding> findings) {
        int waiting = net.answering().stream()
                .mapToInt(node -> node.told().get().waiting())
                .max()
                .orElse(0);
        if (waiting > 0) {
            findings.add(Finding.note(
                    waiting + " transactions wait, and none can be executed: an earlier nonce is missing"));
        } else if (net.idleMillis() > 0) {
            findings.add(Finding.note("no transaction waits: an empty block comes every "
                    + Diagnosis.seconds(net.idleMillis()) + ", on purpose"));
        } else if (!net.mined() && !net.parameters().containsKey("slot_ms")) {
            findings.add(Finding.note("no transaction waits, and this engine makes no block without one"));
        }
    }

    private static void mining(NetFacts net, List<Finding> findings) {
        long rate = net.answering().stream()
                .mapToLong(node -> node.told().get().attemptsPerSecond())
                .sum();
        long wished = net.parameters().get("block_time_ms");
        long age = net.answering().stream()
                .mapToLong(node -> node.told().get().headAgeMillis())
                .min()
                .orElse(0);
        boolean simulated = net.parameters().getOrDefault("simulated_hashes_per_second", 0L) > 0;
        String hashes = simulated ? "simulated mining" : "%,d hashes/s".formatted(rate);
        String words = hashes + ", a block every " + Diagnosis.seconds(wished) + " wished, the last one "
                + Diagnosis.seconds(Math.max(0, age)) + " ago";
        if (age <= longestMined(net)) {
            findings.add(Finding.note(words));
        } else if (!simulated && rate == 0) {
            findings.add(Finding.blocks(
                    "nobody mines: " + words, "give a validator key to a node, or start one that has it"));
        } else {
            findings.add(Finding.blocks(
                    "the puzzle is too hard for who mines: " + words,
                    "start more miners; the difficulty falls only with blocks"));
        }
    }
}
