package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives every value a register, one after another; a register is free again after the last need of what it held. */
final class Registers {
    final List<Type> locals = new ArrayList<>();
    private final Map<Integer, Integer> registers = new TreeMap<>();
    private final Map<Type, Deque<Integer>> free = new LinkedHashMap<>();
    private final Lifetimes lifetimes;
    private final List<List<Value>> ending;
    private final int parameters;
    private final BitSet released = new BitSet();

    /** @throws IllegalArgumentException if the machine has no type for a value */
    Registers(List<Value> parameters, List<Line> lines) {
        this.lifetimes = new Lifetimes(parameters, lines);
        this.parameters = parameters.size();
        this.ending = new ArrayList<>();
        lines.forEach(line -> ending.add(new ArrayList<>()));
        for (int i = 0; i < parameters.size(); i++) {
            registers.put(parameters.get(i).id(), i);
        }
    }

    int of(Value value) {
        return registers.get(value.id());
    }

    /** Before the instruction of this line: operands that end here give their register to its result. */
    void line(int index, Line line) {
        for (Value value : line.in()) {
            if (lifetimes.last.get(value.id()) == index) {
                release(value);
            }
        }
        if (line.out() != null && !registers.containsKey(line.out().id())) {
            Value out = line.out();
            Type type = out.type().machine();
            Deque<Integer> pool = free.computeIfAbsent(type, t -> new ArrayDeque<>());
            registers.put(out.id(), pool.isEmpty() ? fresh(type) : pool.pop());
            ending.get(lifetimes.last.get(out.id())).add(out);
        }
    }

    /** After the instruction: what ends here without being read here. */
    void after(int index) {
        ending.get(index).forEach(this::release);
    }

    private int fresh(Type type) {
        locals.add(type);
        return parameters + locals.size() - 1;
    }

    private void release(Value value) {
        int register = registers.get(value.id());
        if (register >= parameters && !released.get(value.id())) {
            released.set(value.id());
            free.computeIfAbsent(locals.get(register - parameters), t -> new ArrayDeque<>())
                    .push(register);
        }
    }
}
