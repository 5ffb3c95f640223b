package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What an expression gives: a value, a tuple of such, or the values of a struct's fields. */
sealed interface Term {
    record One(Value value) implements Term {}

    record Many(List<Term> parts) implements Term {
        public Many {
            parts = List.copyOf(parts);
        }
    }

    record Fields(GradType.Struct struct, List<Value> values) implements Term {
        public Fields {
            values = List.copyOf(values);
        }
    }

    default GradType type() {
        return switch (this) {
            case One one -> one.value.type();
            case Many many ->
                new GradType.Tuple(many.parts.stream().map(Term::type).toList());
            case Fields fields -> fields.struct;
        };
    }

    /** The plain values it is made of, in order. */
    default List<Value> values() {
        return switch (this) {
            case One one -> List.of(one.value);
            case Many many ->
                many.parts.stream().flatMap(part -> part.values().stream()).toList();
            case Fields fields -> fields.values;
        };
    }

    /** Values put together again as a type says. */
    static Term of(GradType type, List<Value> values) {
        return of(type, values.iterator());
    }

    private static Term of(GradType type, Iterator<Value> values) {
        return switch (type) {
            case GradType.Tuple tuple -> {
                List<Term> parts = new ArrayList<>();
                tuple.parts().forEach(part -> parts.add(of(part, values)));
                yield new Many(parts);
            }
            case GradType.Struct struct -> {
                List<Value> fields = new ArrayList<>();
                struct.fields().forEach(field -> fields.add(values.next()));
                yield new Fields(struct, fields);
            }
            case GradType.Scalar s -> new One(values.next());
            case GradType.Bytes b -> new One(values.next());
            case GradType.Text t -> new One(values.next());
            case GradType.Vec v -> new One(values.next());
            case GradType.Mat m -> new One(values.next());
            case GradType.Dataset d -> throw new IllegalStateException("a dataset is no value");
            case GradType.Map m -> throw new IllegalStateException("a map is no value");
            case GradType.Sequence s -> throw new IllegalStateException("a list is no value");
        };
    }
}
