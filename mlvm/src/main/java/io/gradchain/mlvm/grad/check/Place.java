package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType;
import java.util.List;

/**
 * A state variable that the machine keeps in several of its own: a struct, a map, a list.
 *
 * @param parts the machine's variables, one for each plain value of the struct, value or element
 * @param length the variable with the number of elements of a list, else −1
 */
record Place(String name, GradType type, List<Integer> parts, int length, Span span) {
    Place {
        parts = List.copyOf(parts);
    }

    /** What stands under one key, or the struct itself. */
    GradType held() {
        return switch (type) {
            case GradType.Map map -> map.value();
            case GradType.Sequence list -> list.element();
            default -> type;
        };
    }

    /** What its elements are found by; null for a struct. */
    GradType key() {
        return switch (type) {
            case GradType.Map map -> map.key();
            case GradType.Sequence list -> GradType.Scalar.INT;
            default -> null;
        };
    }
}
