package io.gradchain.cli.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chain in a sentence, and what was found, the worst first.
 *
 * @param moving whether blocks become final, or there is no need for any
 */
public record Diagnosis(boolean moving, String summary, List<Finding> findings) {
    /** Blocks become final faster than this, whatever the engine, or something is wrong. */
    private static final long PATIENCE_MILLIS = 5_000;

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public static Diagnosis of(NetFacts net) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(NodeChecks.all(net));
        findings.addAll(VoteChecks.all(net));
        findings.addAll(ChainChecks.all(net));
        boolean forked = ChainChecks.forked(net);
        boolean advanced = advances(net);
        boolean blocked = findings.stream().anyMatch(finding -> finding.weight() == Finding.Weight.BLOCKS);
        // Some engines make no block until somebody wants one.
        boolean idle = !advanced && !blocked && !net.hasWork() && net.idleMillis() == 0 && !net.mined();
        boolean moving = !net.answering().isEmpty() && !forked && (advanced || idle);
        if (net.answering().isEmpty()) {
            findings.add(Finding.blocks("no node answers", "gradchain testnet up"));
        } else if (!moving && !blocked) {
            findings.add(Finding.blocks(
                    "every validator answers and votes, and yet nothing becomes final",
                    "look at the logs: gradchain node log NODE consensus DEBUG"));
        }
        findings.sort(Comparator.comparing(Finding::weight));
        return new Diagnosis(moving, summary(net, moving, advanced), findings);
    }

    private static String summary(NetFacts net, boolean moving, boolean advanced) {
        if (net.answering().isEmpty()) {
            return "No node answers.";
        }
        String at = "block " + net.best() + " is final";
        if (!moving) {
            return "The chain stands still: " + at + ", for " + seconds(sinceFinal(net)) + " nothing above it.";
        }
        if (!advanced) {
            return "The chain waits for work: " + at + ".";
        }
        return net.hasWork() ? "The chain moves: " + at + "." : "The chain moves, idle: " + at + ".";
    }

    private static boolean advances(NetFacts net) {
        boolean grew = net.answering().stream()
                .map(node -> node.told().get())
                .anyMatch(told -> told.finalHeight() == net.best() && told.finalHeight() > told.finalBefore());
        if (net.mined()) {
            return grew || times(net, true).anyMatch(age -> age <= ChainChecks.longestMined(net));
        }
        long patience = Math.max(PATIENCE_MILLIS, 3 * net.idleMillis());
        return grew || times(net, false).anyMatch(age -> age <= patience);
    }

    private static Stream<Long> times(NetFacts net, boolean head) {
        return net.answering().stream()
                .map(node -> node.told().get())
                .map(told -> head ? told.headAgeMillis() : told.finalAgeMillis());
    }

    private static long sinceFinal(NetFacts net) {
        return times(net, false).min(Comparator.naturalOrder()).orElse(0L);
    }

    static String seconds(long millis) {
        return millis < 10_000
                ? "%.1f s".formatted(millis / 1e3)
                : millis < 600_000 ? millis / 1_000 + " s" : millis / 60_000 + " min";
    }
}
