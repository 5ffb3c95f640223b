package io.gradchain.cli.diagnose;

import io.gradchain.cli.lab.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Whether those who vote are enough and reach one another. */
final class VoteChecks {
    /** Longer than an engine that stands still waits before it repeats itself. */
    private static final long SILENT_MILLIS = 15_000;

    private VoteChecks() {}

    static List<Finding> all(NetFacts net) {
        List<Finding> findings = new ArrayList<>();
        List<NodeFacts.Member> committee =
                net.furthest().map(NodeFacts.Told::committee).orElse(List.of());
        // Without votes there is no quorum to look for: blocks are mined, or one signs them all.
        boolean votes = net.answering().stream()
                .anyMatch(node -> !node.told().get().leader().isEmpty());
        if (votes) {
            silent(net, committee, findings);
            quorum(net, committee, findings);
            leader(net, committee, findings);
        }
        partition(net, committee, votes, findings);
        links(net, findings);
        return findings;
    }

    /** Whoever is down or halted is said elsewhere. */
    private static void silent(NetFacts net, List<NodeFacts.Member> committee, List<Finding> findings) {
        for (NodeFacts.Member member : committee) {
            if (!voting(net, member)
                    && node(net, member.key()).map(VoteChecks::mayVote).orElse(true)) {
                OptionalLong since = heard(net, member.key());
                findings.add(Finding.harms(
                        name(net, member) + " has not voted "
                                + (since.isPresent()
                                        ? "for " + Diagnosis.seconds(since.getAsLong())
                                        : "since the others started"),
                        "does it reach the others, and has it its validator key?"));
            }
        }
    }

    private static void quorum(NetFacts net, List<NodeFacts.Member> committee, List<Finding> findings) {
        long total = weight(committee);
        List<NodeFacts.Member> there =
                committee.stream().filter(member -> voting(net, member)).toList();
        if (3 * weight(there) > 2 * total) {
            return;
        }
        findings.add(Finding.blocks(
                "no quorum: " + needed(committee) + " needed, " + count(there, committee) + " there"
                        + (there.isEmpty() ? "" : " (" + names(net, there) + ")"),
                "start validators that are down: gradchain testnet up"));
    }

    private static String needed(List<NodeFacts.Member> committee) {
        return equal(committee)
                ? committee.size() * 2 / 3 + 1 + " of " + committee.size() + " validators"
                : "more than two thirds of the weight";
    }

    private static String count(List<NodeFacts.Member> there, List<NodeFacts.Member> committee) {
        return equal(committee)
                ? Integer.toString(there.size())
                : "%.0f %%".formatted(100.0 * weight(there) / weight(committee));
    }

    private static boolean equal(List<NodeFacts.Member> committee) {
        return committee.stream().map(NodeFacts.Member::weight).distinct().count() <= 1;
    }

    private static void leader(NetFacts net, List<NodeFacts.Member> committee, List<Finding> findings) {
        NodeFacts.Told furthest = net.furthest().orElseThrow();
        committee.stream()
                .filter(member -> member.key().equals(furthest.leader()))
                .filter(member -> !voting(net, member))
                .findFirst()
                .ifPresent(member -> findings.add(Finding.note("it is the turn of " + name(net, member) + " in view "
                        + furthest.view() + ": the others wait for their timers, then pass it over")));
    }

    private static void partition(
            NetFacts net, List<NodeFacts.Member> committee, boolean votes, List<Finding> findings) {
        List<Set<String>> groups = groups(net);
        if (groups.size() < 2) {
            return;
        }
        String text =
                String.join(" | ", groups.stream().map(g -> String.join(",", g)).toList());
        boolean someDecide = groups.stream().anyMatch(group -> decides(net, group, committee));
        findings.add(
                votes && !someDecide
                        ? Finding.blocks(
                                "the network lab cut the nodes apart, and no side has a quorum: " + text,
                                "gradchain net heal")
                        : Finding.harms("the network lab cut the nodes apart: " + text, "gradchain net heal"));
    }

    private static boolean decides(NetFacts net, Set<String> group, List<NodeFacts.Member> committee) {
        long inside = weight(committee.stream()
                .filter(member -> voting(net, member))
                .filter(member -> node(net, member.key())
                        .filter(node -> group.contains(node.name()))
                        .isPresent())
                .toList());
        return 3 * inside > 2 * weight(committee);
    }

    /** Nodes that reach one another, over others too; a link counts as cut when either end cuts it. */
    private static List<Set<String>> groups(NetFacts net) {
        List<Set<String>> groups = new ArrayList<>();
        for (NodeFacts node : net.answering()) {
            Set<String> joined = new TreeSet<>(Set.of(node.name()));
            List<Set<String>> touching = groups.stream()
                    .filter(group -> group.stream().anyMatch(other -> !cut(net, node.name(), other)))
                    .toList();
            touching.forEach(joined::addAll);
            groups.removeAll(touching);
            groups.add(joined);
        }
        groups.sort(Comparator.comparing(group -> group.iterator().next()));
        return groups;
    }

    private static boolean cut(NetFacts net, String one, String other) {
        return net.answering().stream()
                .flatMap(node -> node.told().get().links().stream())
                .anyMatch(link -> link.cut()
                        && ((link.from().equals(one) && link.to().equals(other))
                                || (link.from().equals(other) && link.to().equals(one))));
    }

    private static void links(NetFacts net, List<Finding> findings) {
        List<String> shaped = net.answering().stream()
                .flatMap(node -> node.told().get().links().stream())
                .filter(link -> !link.cut() && (link.delayMillis() > 0 || link.lossPermille() > 0))
                .map(link -> link.from() + " → " + link.to() + " " + link.text())
                .toList();
        if (!shaped.isEmpty()) {
            findings.add(new Finding(
                    net.answering().stream()
                                    .flatMap(node -> node.told().get().links().stream())
                                    .mapToInt(Link::lossPermille)
                                    .anyMatch(loss -> loss >= 500)
                            ? Finding.Weight.HARMS
                            : Finding.Weight.NOTE,
                    "the network lab shapes " + shaped.size() + " links: " + String.join(", ", shaped),
                    "gradchain net heal"));
        }
    }

    private static boolean voting(NetFacts net, NodeFacts.Member member) {
        Optional<NodeFacts> node = node(net, member.key());
        if (node.isPresent() && !mayVote(node.get())) {
            return false;
        }
        if (node.isPresent() && net.answering().equals(List.of(node.get()))) {
            // It does not count what it repeats itself, and nobody else is there to say that they heard it.
            return true;
        }
        long limit = Math.max(SILENT_MILLIS, 3 * net.idleMillis());
        OptionalLong since = heard(net, member.key());
        return since.isPresent() && since.getAsLong() <= limit;
    }

    private static boolean mayVote(NodeFacts node) {
        return node.told().filter(told -> told.halted().isEmpty()).isPresent();
    }

    /** When any other node heard it last: each hears itself even behind a cut. */
    private static OptionalLong heard(NetFacts net, String key) {
        return net.answering().stream()
                .map(node -> node.told().get())
                .filter(told -> !told.validator().equals(key))
                .flatMap(told -> told.committee().stream())
                .filter(member -> member.key().equals(key))
                .flatMapToLong(member -> member.silentMillis().stream())
                .min();
    }

    /** The node that votes with this key; one that does not answer is known by the validator's name. */
    private static Optional<NodeFacts> node(NetFacts net, String key) {
        return net.nodes().stream()
                .filter(node -> node.told()
                        .map(told -> told.validator().equals(key))
                        .orElseGet(() -> node.name().equals(specName(net, key))))
                .findFirst();
    }

    private static String specName(NetFacts net, String key) {
        return net.answering().stream()
                .flatMap(node -> node.told().get().committee().stream())
                .filter(member -> member.key().equals(key))
                .map(NodeFacts.Member::name)
                .findFirst()
                .orElse("");
    }

    private static String name(NetFacts net, NodeFacts.Member member) {
        return node(net, member.key())
                .map(NodeFacts::name)
                .orElse(member.name().isEmpty() ? member.key().substring(0, 8) + "…" : member.name());
    }

    private static String names(NetFacts net, List<NodeFacts.Member> members) {
        return String.join(
                ", ", members.stream().map(member -> name(net, member)).toList());
    }

    private static long weight(List<NodeFacts.Member> members) {
        return members.stream().mapToLong(NodeFacts.Member::weight).sum();
    }
}
