package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.show.Formula.Call;
import io.gradchain.mlvm.grad.show.Formula.Element;
import io.gradchain.mlvm.grad.show.Formula.Listed;
import io.gradchain.mlvm.grad.show.Formula.Pair;
import io.gradchain.mlvm.grad.show.Formula.Prefix;
import io.gradchain.mlvm.grad.show.Formula.Real;
import io.gradchain.mlvm.grad.show.Formula.Word;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How each step is said in Grad. Exactly: it compiles, to the same operations on the same values, but for the order in
 * sums and products of two. For reading: {@code N} where Grad counts rows, {@code ones} where it spreads a number.
 */
final class Terms {
    /** The pure function that picks an element, whose gradient is the only one-hot vec of the language. */
    static final String PICK = "element_of";

    private final IrFunction function;
    private final boolean exact;
    private final int firstDerived;
    private final Map<Integer, Let> lets = new TreeMap<>();

    /** @param firstDerived ids from here on are steps that differentiation added */
    Terms(IrFunction function, boolean exact, int firstDerived) {
        this.function = function;
        this.exact = exact;
        this.firstDerived = firstDerived;
        for (Node node : function.body()) {
            Let let = (Let) node;
            lets.put(let.out().id(), let);
        }
    }

    /** @param use called for each value the formula speaks of, as often as it does */
    Formula of(Let let, Function<Value, Formula> use) {
        List<Value> in = let.in();
        return switch (let.op()) {
            case CONST -> constant(let);
            case MOVE -> use.apply(in.getFirst());
            case ZEROS -> new Word("zeros");
            case ADD -> sum(let, use);
            case SUB -> difference(let, use);
            case MUL -> product(let, use);
            case DIV -> infix(let.out().type() == Scalar.INT ? "//" : "/", let, use);
            case MOD -> infix("%", let, use);
            case EQ -> infix("==", let, use);
            case NE -> infix("!=", let, use);
            case LT -> infix("<", let, use);
            case LE -> infix("<=", let, use);
            case GT -> infix(">", let, use);
            case GE -> infix(">=", let, use);
            case AND -> infix("and", let, use);
            case OR -> infix("or", let, use);
            case MATVEC, MATMUL -> new Pair("@", use.apply(in.getFirst()), use.apply(in.getLast()));
            case VECMAT -> new Pair("@", use.apply(in.getLast()), use.apply(in.getFirst()));
            case NEG -> new Prefix("-", use.apply(in.getFirst()));
            case NOT -> new Prefix("not", use.apply(in.getFirst()));
            case MIN, MAX -> extreme(let, use);
            case HIGHEST -> call("max", let, use);
            case LOWEST -> call("min", let, use);
            case SELECT -> where(let, use);
            case TO_INT -> call("int", let, use);
            case TO_FIXED -> toFixed(let, use);
            case LEN -> length(in.getFirst(), use);
            case ELEMENT -> element(let, use);
            case ROW -> new Element(use.apply(in.getFirst()), List.of(use.apply(in.getLast())));
            case ONE_HOT -> oneHot(let, use);
            case ABS, SQRT, EXP, LN, SIGMOID, SOFTPLUS, TANH, SUM, MEAN, NORM, ARGMAX, DOT, OUTER, TRANSPOSE ->
                call(let.op().mnemonic(), let, use);
            case ROWS, SLICE, CONCAT, GATHER -> call(let.op().mnemonic(), let, use);
            case LOGSUMEXP, SORT, ARGSORT, CUMSUM, SOLVE -> call(let.op().mnemonic(), let, use);
            case TMATMUL -> new Pair("@", new Call("transpose", use.apply(in.getFirst())), use.apply(in.getLast()));
            case PACK -> new Listed(in.stream().map(use).toList());
            case RESHAPE -> reshape(let, use);
            case SAMPLE ->
                new Call(
                        "sample",
                        use.apply(in.getFirst()),
                        new Word(let.out().type().leading().text()),
                        use.apply(in.getLast()));
            case UNIFORM -> new Call("uniform", use.apply(in.getFirst()), new Real(0), new Real(Fixed.ONE));
            case TEXT, SELF, BALANCE, TRANSFER, HASH, RANDOM -> impure(let);
            case MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE -> impure(let);
            case CALLER, HEIGHT, TIME, VALUE, LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> impure(let);
            case LOOP, IF, ELSE, END, RETURN, REQUIRE, EMIT -> impure(let);
        };
    }

    private static Formula reshape(Let let, Function<Value, Formula> use) {
        Formula of = use.apply(let.in().getFirst());
        List<Size> sizes = let.out().type().sizes();
        return sizes.size() == 1
                ? new Call("flatten", of)
                : new Call(
                        "reshape",
                        of,
                        new Word(sizes.get(0).text()),
                        new Word(sizes.get(1).text()));
    }

    private static Formula impure(Let let) {
        throw new IllegalStateException(let.op() + " in a pure function");
    }

    private static Formula constant(Let let) {
        long raw = let.immediate();
        if (let.out().type() == Scalar.FIXED) {
            return new Real(raw);
        }
        if (let.out().type() == Scalar.BOOL) {
            return new Word(raw == 0 ? "false" : "true");
        }
        String digits = Long.toString(raw);
        return raw < 0 ? new Prefix("-", new Word(digits.substring(1))) : new Word(digits);
    }

    private static Formula call(String name, Let let, Function<Value, Formula> use) {
        return new Call(name, let.in().stream().map(use).toList());
    }

    private Formula infix(String operator, Let let, Function<Value, Formula> use) {
        return new Pair(operator, operand(let, 0, use), operand(let, 1, use));
    }

    /** For reading, a number that is spread over the shape of the other operand is just the number. */
    private Formula operand(Let let, int index, Function<Value, Formula> use) {
        Value value = let.in().get(index);
        Optional<Value> number = spread(value);
        Value other = let.in().get(1 - index);
        boolean shaped = other.type().isTensor() && spread(other).isEmpty() && !zero(other);
        return !exact && number.isPresent() && shaped ? use.apply(number.get()) : use.apply(value);
    }

    private Formula sum(Let let, Function<Value, Formula> use) {
        Value a = let.in().getFirst();
        Value b = let.in().getLast();
        if (a.equals(b) && let.out().type().isReal()) {
            return new Pair("*", new Real(2 * Fixed.ONE), use.apply(a));
        }
        Optional<Value> number = exact ? Optional.empty() : spread(let.out());
        if (number.isPresent()) {
            Formula of = use.apply(number.get());
            return of.equals(new Real(Fixed.ONE)) ? new Word("ones") : new Pair("*", of, new Word("ones"));
        }
        // what a derivative adds comes from the end of the function first
        boolean turned = let.out().id() >= firstDerived && a.type().equals(b.type());
        Formula first = operand(let, 0, use);
        Formula second = operand(let, 1, use);
        return turned ? new Pair("+", second, first) : new Pair("+", first, second);
    }

    private Formula difference(Let let, Function<Value, Formula> use) {
        return !exact && zero(let.out()) ? new Word("zeros") : infix("-", let, use);
    }

    /** Numbers first, then scalars, then tensors. */
    private Formula product(Let let, Function<Value, Formula> use) {
        Formula first = operand(let, 0, use);
        Formula second = operand(let, 1, use);
        boolean turned = rank(second, let.in().getLast()) < rank(first, let.in().getFirst());
        return turned ? new Pair("*", second, first) : new Pair("*", first, second);
    }

    private static int rank(Formula formula, Value value) {
        return formula instanceof Real ? 0 : value.type().isTensor() ? 2 : 1;
    }

    private Formula extreme(Let let, Function<Value, Formula> use) {
        Formula a = operand(let, 0, use);
        Formula b = operand(let, 1, use);
        boolean relu = let.op() == Op.MAX && b.equals(new Real(0));
        return relu ? new Call("relu", a) : new Call(let.op().mnemonic(), a, b);
    }

    private Formula where(Let let, Function<Value, Formula> use) {
        List<Formula> all = new ArrayList<>();
        all.add(use.apply(let.in().getFirst()));
        for (int i = 1; i < 3; i++) {
            Value value = let.in().get(i);
            Value other = let.in().get(3 - i);
            boolean shaped =
                    let.in().getFirst().type().isTensor() || (spread(other).isEmpty() && !zero(other));
            if (!exact && shaped && spread(value).isPresent()) {
                all.add(use.apply(spread(value).get()));
            } else if (!exact && shaped && zero(value)) {
                all.add(new Real(0));
            } else {
                all.add(use.apply(value));
            }
        }
        return new Call("where", all);
    }

    private Formula toFixed(Let let, Function<Value, Formula> use) {
        Let of = lets.get(let.in().getFirst().id());
        boolean count =
                of != null && of.op() == Op.LEN && size(of.in().getFirst()).isPresent();
        Formula inside = use.apply(let.in().getFirst());
        return count && !exact ? inside : new Call("fixed", inside);
    }

    /** The name of the leading size, if it has one. */
    private static Optional<String> size(Value tensor) {
        return tensor.type().leading() instanceof Size.Generic g ? Optional.of(g.name()) : Optional.empty();
    }

    private Formula length(Value tensor, Function<Value, Formula> use) {
        Optional<String> name = size(tensor);
        if (!exact && name.isPresent()) {
            return new Word(name.get());
        }
        Optional<Value> same = name.isEmpty()
                ? Optional.empty()
                : function.parameters().stream()
                        .filter(p -> p.type().isTensor() && size(p).equals(name))
                        .findFirst();
        return new Call("len", use.apply(same.orElse(tensor)));
    }

    private Formula element(Let let, Function<Value, Formula> use) {
        Let of = lets.get(let.in().getFirst().id());
        Formula index = use.apply(let.in().getLast());
        if (of != null && of.op() == Op.ROW) {
            return new Element(
                    use.apply(of.in().getFirst()), List.of(use.apply(of.in().getLast()), index));
        }
        return new Element(use.apply(let.in().getFirst()), List.of(index));
    }

    private Formula oneHot(Let let, Function<Value, Formula> use) {
        Formula index = use.apply(let.in().getFirst());
        Size size = let.out().type().sizes().getLast();
        if (size.known() || let.out().type() instanceof Mat) {
            return new Call("one_hot", index, new Word(size.text()));
        }
        return exact
                ? new Call("grad(" + PICK + ", wrt=v)", anyOf((Vec) let.out().type(), use), index)
                : new Call("one_hot", index);
    }

    /** Some vec of a size; its values do not matter. */
    private Formula anyOf(Vec type, Function<Value, Formula> use) {
        for (Value p : function.parameters()) {
            if (p.type().equals(type)) {
                return use.apply(p);
            }
        }
        for (Value p : function.parameters()) {
            if (p.type() instanceof Mat m
                    && (m.cols().equals(type.size()) || m.rows().equals(type.size()))) {
                Formula row = new Element(use.apply(p), List.of(new Word("0")));
                return m.cols().equals(type.size()) ? row : new Pair("@", use.apply(p), new Pair("-", row, row));
            }
        }
        throw new IllegalStateException("no parameter has the size of " + type.text());
    }

    /** Whether it is t − t, which is how zeros of a shape are made. */
    private boolean zero(Value value) {
        Let let = lets.get(value.id());
        return let != null
                && let.op() == Op.SUB
                && value.type().isTensor()
                && let.in().getFirst().equals(let.in().getLast());
    }

    /** The number that (t − t) + s spreads over the shape of t. */
    private Optional<Value> spread(Value value) {
        Let let = lets.get(value.id());
        boolean spreads = let != null
                && let.op() == Op.ADD
                && zero(let.in().getFirst())
                && !let.in().getLast().type().isTensor();
        return spreads ? Optional.of(let.in().getLast()) : Optional.empty();
    }
}
