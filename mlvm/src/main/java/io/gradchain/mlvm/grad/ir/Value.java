package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.grad.type.GradType;

/**
 * Something a program computes; each has one place where it comes from, but for cells, which assignments change.
 *
 * @param id unique in one compilation
 */
public record Value(int id, GradType type, boolean cell) {
    @Override
    public String toString() {
        return (cell ? "@" : "%") + id;
    }
}
