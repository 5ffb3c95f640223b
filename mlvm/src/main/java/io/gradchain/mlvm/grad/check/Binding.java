package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Span;

/** What a name inside a function stands for. */
sealed interface Binding {
    Span span();

    /** @param fixed whether it may not be assigned to: parameters and counters */
    record Local(Term term, boolean fixed, Span span) implements Binding {}

    /** A name that is assigned to inside an `if` or a loop. */
    record Cell(Value cell, Span span) implements Binding {}

    /** A name whose `let` is wrong: nothing more is said about it. */
    record Broken(Span span) implements Binding {}
}
