package io.gradchain.mlvm.grad.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names of a function, block in block. */
final class Scope {
    private final Deque<SortedMap<String, Binding>> blocks = new ArrayDeque<>();

    Scope() {
        enter();
    }

    void enter() {
        blocks.push(new TreeMap<>());
    }

    void leave() {
        blocks.pop();
    }

    void put(String name, Binding binding) {
        if (!name.equals("_")) {
            blocks.element().put(name, binding);
        }
    }

    /** The name stands for something else from here on, in the block that declares it. */
    void rebind(String name, Binding binding) {
        blocks.stream()
                .filter(b -> b.containsKey(name))
                .findFirst()
                .orElseThrow()
                .put(name, binding);
    }

    Optional<Binding> find(String name) {
        return blocks.stream().filter(b -> b.containsKey(name)).findFirst().map(b -> b.get(name));
    }

    List<String> names() {
        List<String> all = new ArrayList<>();
        blocks.forEach(b -> all.addAll(b.keySet()));
        return all;
    }
}
