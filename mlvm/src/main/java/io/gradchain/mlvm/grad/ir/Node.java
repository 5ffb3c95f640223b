package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.report.Span;
import java.util.List;

/** One step of the intermediate form: instructions of the machine on typed values, with their place in the source. */
public sealed interface Node {
    Span at();

    /** {@code out} is what the instruction makes of {@code in}. */
    record Let(Value out, Op op, List<Value> in, long immediate, Span at) implements Node {
        public Let {
            in = List.copyOf(in);
        }
    }

    /** An instruction that makes no value: STORE, APPEND, REQUIRE, EMIT, RETURN. */
    record Effect(Op op, List<Value> in, long immediate, Span at) implements Node {
        public Effect {
            in = List.copyOf(in);
        }
    }

    record Assign(Value cell, Value from, Span at) implements Node {}

    record If(Value condition, List<Node> then, List<Node> otherwise, Span at) implements Node {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Loop(Value counter, Value rounds, long most, List<Node> body, Span at) implements Node {
        public Loop {
            body = List.copyOf(body);
        }
    }
}
