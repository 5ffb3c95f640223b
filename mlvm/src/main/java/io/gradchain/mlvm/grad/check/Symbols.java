package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything a contract declares, and the texts its functions say. */
final class Symbols {
    /** A state variable or param. */
    record Variable(String name, GradType type, Span span, boolean param) {}

    /** A kind of event. */
    record Event(String name, List<String> names, List<GradType> types, Span span) {}

    final Report report;
    final Ids ids = new Ids();
    final SortedMap<String, Size> sizes = new TreeMap<>();
    final SortedMap<String, GradType.Struct> structs = new TreeMap<>();
    /** Structs, maps and lists of the state. */
    final SortedMap<String, Place> places = new TreeMap<>();

    final SortedMap<String, Decl.Interface> interfaces = new TreeMap<>();
    final List<String> roles = new ArrayList<>();
    /** Names of the functions that come from modules. */
    final SortedSet<String> foreign = new TreeSet<>();

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

    /** The event by which a test shows two values of these types; empty if they are too large to be shown. */
    Optional<Integer> announced(GradType left, GradType right) {
        List<GradType> types = List.of(left, right);
        if (left.machine().encodedBytes() + right.machine().encodedBytes() > Limits.EVENT_BYTES) {
            return Optional.empty();
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).types().equals(types)) {
                return Optional.of(i);
            }
        }
        if (events.size() == Limits.EVENTS) {
            return Optional.empty();
        }
        events.add(new Event("Compared" + events.size(), List.of("left", "right"), types, Span.NOWHERE));
        return Optional.of(events.size() - 1);
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
        all.addAll(places.keySet());
        all.addAll(structs.keySet());
        all.addAll(interfaces.keySet());
        all.addAll(functions.keySet());
        return all;
    }
}
