package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything a contract declares, and the texts its functions say. */
final class Symbols {
    /** A state variable or param. */
    record Variable(String name, GradType type, Span span, boolean param) {}

    /** A kind of event. */
    record Event(String name, List<String> names, List<GradType> types, Span span) {}

    final Report report;
    final Ids ids = new Ids();
    final SortedMap<String, Size> sizes = new TreeMap<>();
    final List<Variable> variables = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final SortedMap<String, Decl.Function> functions = new TreeMap<>();
    final List<String> messages = new ArrayList<>();

    Symbols(Report report) {
        this.report = report;
    }

    /** The index of a state variable, −1 if there is none of that name. */
    int variable(String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    Optional<Event> event(String name) {
        return events.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    int message(String text) {
        if (!messages.contains(text)) {
            messages.add(text);
        }
        return messages.indexOf(text);
    }

    /** All names that can be said anywhere in the contract. */
    List<String> names() {
        List<String> all = new ArrayList<>(sizes.keySet());
        variables.forEach(v -> all.add(v.name()));
        all.addAll(functions.keySet());
        return all;
    }
}
