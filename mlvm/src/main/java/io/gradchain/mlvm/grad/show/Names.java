package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.syntax.Keywords;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Finds names for values. */
final class Names {
    private final TreeSet<String> taken = new TreeSet<>(List.of("zeros", "ones"));
    private final TreeSet<String> reserved = new TreeSet<>();

    /**
     * @param taken names that mean something else
     * @param reserved names the source gives to values
     */
    Names(Collection<String> taken, Collection<String> reserved) {
        this.taken.addAll(taken);
        this.reserved.addAll(reserved);
    }

    /** The name the source has for a value, with a number behind it if there are several. */
    String ofSource(String name) {
        return next(name, false);
    }

    /** A letter as textbooks use it: r for a residual, p for a probability. */
    String derived(Op op) {
        return next(letter(op), true);
    }

    private String next(String name, boolean derived) {
        String free = name;
        for (int n = 2;
                taken.contains(free) || (derived && reserved.contains(free)) || Keywords.isReserved(free);
                n++) {
            free = name + n;
        }
        taken.add(free);
        return free;
    }

    private static String letter(Op op) {
        return switch (op) {
            case SUB -> "r";
            case SIGMOID -> "p";
            case EXP -> "e";
            case TANH -> "h";
            case DIV -> "q";
            case MATVEC, MATMUL, VECMAT -> "z";
            case SUM, MEAN, DOT, NORM -> "s";
            case GT, GE, LT, LE, EQ, NE -> "c";
            default -> "t";
        };
    }
}
