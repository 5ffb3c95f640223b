package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.grad.show.Formula.Call;
import io.gradchain.mlvm.grad.show.Formula.Element;
import io.gradchain.mlvm.grad.show.Formula.Pair;
import io.gradchain.mlvm.grad.show.Formula.Prefix;
import io.gradchain.mlvm.grad.show.Formula.Real;
import io.gradchain.mlvm.grad.show.Formula.Word;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.List;
import java.util.stream.Collectors;

/** Writes formulas as Grad, with no more brackets than its precedence and the reader need. */
final class Notation {
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final int COMPARISON = 4;
    private static final int SIGN = 7;
    private static final int ATOM = 8;

    private final boolean decimals;

    private Notation(boolean decimals) {
        this.decimals = decimals;
    }

    /** @param decimals whether every fixed shows its point, so that it is one wherever it stands */
    static String text(Formula formula, boolean decimals) {
        return new Notation(decimals).text(formula);
    }

    private String text(Formula formula) {
        return switch (formula) {
            case Word w -> w.text();
            case Real n -> number(n);
            case Prefix p -> p.operator() + (p.operator().equals("-") ? "" : " ") + from(level(p), p.of());
            case Pair p -> number(p) && !decimals ? text(p, true) : pair(p);
            case Call c -> call(c);
            case Element e -> from(ATOM, e.of()) + "[" + list(e.indices()) + "]";
            case Formula.Listed l -> "[" + list(l.parts()) + "]";
        };
    }

    private String number(Real n) {
        String shortest = Fixed.toString(n.raw());
        return decimals && !shortest.contains(".") ? shortest + ".0" : shortest;
    }

    private String pair(Pair p) {
        int level = level(p);
        int left = COMPARISONS.contains(p.operator()) ? level + 1 : level;
        return (unlike(p, p.left()) ? "(" + text(p.left()) + ")" : from(left, p.left()))
                + " " + p.operator() + " "
                + (unlike(p, p.right()) ? "(" + text(p.right()) + ")" : from(level + 1, p.right()));
    }

    /** A product of matrices and one of numbers bind alike, which nobody remembers. */
    private static boolean unlike(Pair outer, Formula inner) {
        return inner instanceof Pair p
                && level(p) == level(outer)
                && p.operator().equals("@") != outer.operator().equals("@");
    }

    /** A whole number next to nothing but numbers would be an int. */
    private String call(Call c) {
        int first = c.function().equals("where") ? 1 : 0;
        boolean numbers = c.arguments().stream().skip(first).allMatch(Notation::number);
        return c.function() + "("
                + (first == 1 ? text(c.arguments().getFirst()) + ", " : "")
                + (numbers ? new Notation(true) : this)
                        .list(c.arguments().subList(first, c.arguments().size())) + ")";
    }

    private static boolean number(Formula formula) {
        return switch (formula) {
            case Word w -> false;
            case Real n -> true;
            case Prefix p -> number(p.of());
            case Pair p -> number(p.left()) && number(p.right());
            case Call c -> c.arguments().stream().allMatch(Notation::number);
            case Element e -> false;
            case Formula.Listed l -> false;
        };
    }

    private String list(List<Formula> formulas) {
        return formulas.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private String from(int level, Formula formula) {
        return level(formula) < level ? "(" + text(formula) + ")" : text(formula);
    }

    private static int level(Formula formula) {
        return switch (formula) {
            case Word w -> ATOM;
            case Real n -> n.raw() < 0 ? SIGN : ATOM;
            case Prefix p -> p.operator().equals("-") ? SIGN : 3;
            case Pair p ->
                switch (p.operator()) {
                    case "or" -> 1;
                    case "and" -> 2;
                    case "+", "-" -> 5;
                    case "*", "/", "//", "%", "@" -> 6;
                    default -> COMPARISON;
                };
            case Call c -> ATOM;
            case Element e -> ATOM;
            case Formula.Listed l -> ATOM;
        };
    }
}
