package io.gradchain.cli.lab;

import io.gradchain.cli.error.CliError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A partition: nodes of one group reach one another and nobody else.
 *
 * @param groups of names, no name twice, at least two
 */
public record Groups(List<Set<String>> groups) {
    public Groups {
        groups = List.copyOf(groups);
    }

    /**
     * Reads groups such as {@code node1,node2}; nodes that are in none form one more.
     *
     * @param all the nodes that run
     */
    public static Groups parse(List<String> texts, List<String> all) {
        Set<String> rest = new TreeSet<>(all);
        List<Set<String>> groups = new ArrayList<>();
        for (String text : texts) {
            Set<String> group = new TreeSet<>();
            for (String name : text.split(",", -1)) {
                LabNet.requireRunning(name, all);
                if (!rest.remove(name)) {
                    throw CliError.BAD_OPTION.at("net partition " + text, name + " is named twice");
                }
                group.add(name);
            }
            groups.add(group);
        }
        if (!rest.isEmpty()) {
            groups.add(rest);
        }
        if (groups.size() < 2) {
            throw CliError.BAD_OPTION.at(
                    "net partition " + String.join(" ", texts),
                    "all nodes are in one group",
                    "name fewer, or two groups: net partition node1,node2 node3,node4");
        }
        return new Groups(groups);
    }

    /** Whether a message from one to the other stays in a group. */
    boolean together(String one, String other) {
        return groups.stream().anyMatch(group -> group.contains(one) && group.contains(other));
    }

    /** {@code node1,node2 | node3}. */
    public String text() {
        return String.join(" | ", groups.stream().map(g -> String.join(",", g)).toList());
    }
}
