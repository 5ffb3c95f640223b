package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Value;
import java.util.List;

/** What an expression gives: a value, or a tuple of such. */
sealed interface Term {
    record One(Value value) implements Term {}

    record Many(List<Term> parts) implements Term {
        public Many {
            parts = List.copyOf(parts);
        }
    }
}
