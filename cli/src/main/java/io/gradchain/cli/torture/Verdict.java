package io.gradchain.cli.torture;

import io.gradchain.cli.terminal.Screen;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run proved.
 *
 * @param violations promises that were broken, in words; no machine is slow enough to excuse one
 * @param goals of speed, which depend on the machine
 */
public record Verdict(List<String> violations, List<Goal> goals) {
    public Verdict {
        violations = List.copyOf(violations);
        goals = List.copyOf(goals);
    }

    /** A measured value and the most (or, with {@code atLeast}, the least) it may be. */
    public record Goal(String what, double measured, boolean atLeast, double limit, String unit) {
        static Goal atMost(String what, double measured, double limit, String unit) {
            return new Goal(what, measured, false, limit, unit);
        }

        static Goal atLeast(String what, double measured, double limit, String unit) {
            return new Goal(what, measured, true, limit, unit);
        }

        public boolean met() {
            return atLeast ? measured >= limit : measured <= limit;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s: %.2f %s, goal %s %.2f", what, measured, unit, atLeast ? "≥" : "≤", limit);
        }
    }

    public boolean safe() {
        return violations.isEmpty();
    }

    public List<Goal> missed() {
        return goals.stream().filter(goal -> !goal.met()).toList();
    }

    void print(Screen screen) {
        screen.line("");
        goals.forEach(goal -> screen.line("  " + (goal.met() ? screen.green("met    ") : screen.red("missed ")) + goal));
        violations.stream().limit(20).forEach(words -> screen.line("  " + screen.red("broken ") + words));
        screen.line("  broken promises: " + (safe() ? screen.green("0") : screen.red("" + violations.size())));
    }

    void put(ObjectNode out) {
        out.put("ok", safe() && missed().isEmpty());
        violations.forEach(out.putArray("violations")::add);
        ArrayNode list = out.putArray("goals");
        for (Goal goal : goals) {
            list.addObject()
                    .put("what", goal.what)
                    .put("measured", goal.measured)
                    .put("limit", goal.limit)
                    .put("unit", goal.unit)
                    .put("met", goal.met());
        }
    }
}
