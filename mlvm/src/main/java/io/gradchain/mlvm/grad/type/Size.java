package io.gradchain.mlvm.grad.type;

import io.gradchain.mlvm.code.Dim;

/** One dimension of a tensor, as the checker sees it: sizes with different names are different. */
public sealed interface Size {
    /** A size of the contract, settled before checking. */
    record Named(String name, int value) implements Size {}

    record Literal(int value) implements Size {}

    /** A size parameter of a pure function; calls put another size in its place. */
    record Generic(String name) implements Size {}

    /** A run-time size with a name: the rows of a dataset, a size parameter of an entry function. */
    record Rows(String name, int cap) implements Size {}

    /** A run-time size without a name; whether it equals another is seen when the program runs. */
    record Any(int cap) implements Size {}

    default boolean runtime() {
        return this instanceof Rows || this instanceof Any;
    }

    /** Whether it is a number when the program is compiled. */
    default boolean known() {
        return this instanceof Named || this instanceof Literal;
    }

    /** Whether the two are one size, or may turn out to be when the program runs. */
    default boolean fits(Size other) {
        return equals(other) || (this instanceof Any && other.runtime()) || (runtime() && other instanceof Any);
    }

    /** @throws IllegalArgumentException beyond the limits of the machine, or for a generic size */
    default Dim dim() {
        return switch (this) {
            case Named n -> Dim.exactly(n.value);
            case Literal l -> Dim.exactly(l.value);
            case Rows r -> Dim.atMost(r.cap);
            case Any a -> Dim.atMost(a.cap);
            case Generic g -> throw new IllegalArgumentException("the size " + g.name + " is not known");
        };
    }

    /** As messages write it. */
    default String text() {
        return switch (this) {
            case Named n -> n.name;
            case Literal l -> Integer.toString(l.value);
            case Generic g -> g.name;
            case Rows r -> r.name;
            case Any a -> "_";
        };
    }
}
