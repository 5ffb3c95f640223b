package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Ints;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Arithmetic on constants with the machine's own rounding; what would trap is left to the machine. */
final class Folding {
    private final Map<Integer, Long> constants = new TreeMap<>();

    Let fold(Let let) {
        Optional<Long> raw = let.op() == Op.CONST ? Optional.of(let.immediate()) : compute(let);
        if (raw.isEmpty()) {
            return let;
        }
        constants.put(let.out().id(), raw.get());
        return new Let(let.out(), Op.CONST, List.of(), raw.get(), let.at());
    }

    private Optional<Long> compute(Let let) {
        if (let.op() == Op.LEN && let.in().getFirst().type().leading().known()) {
            return Optional.of((long) let.in().getFirst().type().leading().dim().size());
        }
        if (!(let.out().type() instanceof Scalar)
                || let.in().isEmpty()
                || !let.in().stream().allMatch(v -> constants.containsKey(v.id()))) {
            return Optional.empty();
        }
        long a = constants.get(let.in().getFirst().id());
        long b = constants.get(let.in().getLast().id());
        try {
            return let.out().type() == Scalar.FIXED ? fixed(let.op(), a, b) : integer(let, a, b);
        } catch (TrapException trap) {
            return Optional.empty();
        }
    }

    private static Optional<Long> fixed(Op op, long a, long b) {
        return switch (op) {
            case ADD -> Optional.of(Fixed.add(a, b));
            case SUB -> Optional.of(Fixed.sub(a, b));
            case MUL -> Optional.of(Fixed.mul(a, b));
            case DIV -> Optional.of(Fixed.div(a, b));
            case NEG -> Optional.of(Fixed.neg(a));
            case TO_FIXED -> Optional.of(Fixed.toFixed(a));
            default -> Optional.empty();
        };
    }

    private static Optional<Long> integer(Let let, long a, long b) {
        if (let.out().type() != Scalar.INT || let.in().getFirst().type() != Scalar.INT) {
            return Optional.empty();
        }
        return switch (let.op()) {
            case ADD -> Optional.of(Ints.add(a, b));
            case SUB -> Optional.of(Ints.sub(a, b));
            case MUL -> Optional.of(Ints.mul(a, b));
            case NEG -> Optional.of(Ints.neg(a));
            default -> Optional.empty();
        };
    }

    /** The operand that an instruction gives back unchanged: x + 0, x − 0, x · 1, x / 1. */
    Optional<Value> neutral(Let let) {
        if (let.in().size() != 2 || !let.out().type().isReal()) {
            return Optional.empty();
        }
        Value a = let.in().getFirst();
        Value b = let.in().getLast();
        return switch (let.op()) {
            case ADD -> is(b, 0) ? like(let, a) : is(a, 0) ? like(let, b) : Optional.empty();
            case SUB -> is(b, 0) ? like(let, a) : Optional.empty();
            case MUL -> is(b, Fixed.ONE) ? like(let, a) : is(a, Fixed.ONE) ? like(let, b) : Optional.empty();
            case DIV -> is(b, Fixed.ONE) ? like(let, a) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Value> like(Let let, Value operand) {
        return operand.type().equals(let.out().type()) ? Optional.of(operand) : Optional.empty();
    }

    private boolean is(Value value, long raw) {
        return value.type() == Scalar.FIXED && constants.getOrDefault(value.id(), raw + 1) == raw;
    }
}
