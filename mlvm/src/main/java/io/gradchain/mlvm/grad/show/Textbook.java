package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.grad.show.Formula.Call;
import io.gradchain.mlvm.grad.show.Formula.Element;
import io.gradchain.mlvm.grad.show.Formula.Pair;
import io.gradchain.mlvm.grad.show.Formula.Prefix;
import io.gradchain.mlvm.grad.show.Formula.Real;
import io.gradchain.mlvm.grad.show.Formula.Word;
import io.gradchain.mlvm.numeric.Fixed;
import java.math.BigInteger;

/** Puts formulas into the order of textbooks: the same for real numbers, rounded elsewhere by the machine. */
final class Textbook {
    private final boolean products;

    private Textbook(boolean products) {
        this.products = products;
    }

    static Formula tidy(Formula formula) {
        return new Textbook(true).all(formula);
    }

    /** Whether {@link #tidy} moves a rounding; sums have none. */
    static boolean rearranges(Formula formula) {
        return !tidy(formula).equals(new Textbook(false).all(formula));
    }

    private Formula all(Formula formula) {
        return switch (formula) {
            case Word w -> w;
            case Real n -> n;
            case Prefix p -> p.operator().equals("-") ? minus(all(p.of())) : new Prefix(p.operator(), all(p.of()));
            case Pair p -> pair(p.operator(), all(p.left()), all(p.right()));
            case Call c ->
                new Call(c.function(), c.arguments().stream().map(this::all).toList());
            case Element e -> new Element(all(e.of()), e.indices());
            case Formula.Listed l ->
                new Formula.Listed(l.parts().stream().map(this::all).toList());
        };
    }

    private static Formula minus(Formula of) {
        return switch (of) {
            case Prefix p when p.operator().equals("-") -> p.of();
            case Real n when n.raw() != Long.MIN_VALUE -> new Real(-n.raw());
            default -> new Prefix("-", of);
        };
    }

    /** What a minus stands in front of, or null. */
    private static Formula negative(Formula formula) {
        return switch (formula) {
            case Prefix p when p.operator().equals("-") -> p.of();
            case Real n when n.raw() < 0 && n.raw() != Long.MIN_VALUE -> new Real(-n.raw());
            default -> null;
        };
    }

    private Formula pair(String operator, Formula left, Formula right) {
        Formula l = negative(left);
        Formula r = negative(right);
        return switch (operator) {
            case "+" -> r != null ? pair("-", left, r) : l != null ? pair("-", right, l) : plus(left, right, "+", "-");
            case "-" -> r != null ? pair("+", left, r) : plus(left, right, "-", "+");
            case "*" -> {
                if (l != null || r != null) {
                    boolean both = l != null && r != null;
                    Formula product = pair("*", l != null ? l : left, r != null ? r : right);
                    yield both ? product : minus(product);
                }
                yield products ? times(left, right) : new Pair("*", left, right);
            }
            case "/" -> l != null && !(l instanceof Real) ? minus(pair("/", l, right)) : new Pair("/", left, right);
            default -> new Pair(operator, left, right);
        };
    }

    /** a ± (b + c) = a ± b ± c, and a ± (b − c) = a ± b ∓ c. */
    private Formula plus(Formula left, Formula right, String operator, String opposite) {
        if (right instanceof Pair p && (p.operator().equals("+") || p.operator().equals("-"))) {
            String last = p.operator().equals("+") ? operator : opposite;
            return pair(last, pair(operator, left, p.left()), p.right());
        }
        return new Pair(operator, left, right);
    }

    /** a · (b / c) = a · b / c, numbers in front; two numbers meet only where their product is exact. */
    private Formula times(Formula left, Formula right) {
        if (left instanceof Real m && right instanceof Real n) {
            return meet(m, n) ? new Real(exact(m, n).longValueExact()) : new Pair("*", m, n);
        }
        if (right instanceof Real) {
            return times(right, left);
        }
        if (left instanceof Real m && m.raw() == Fixed.ONE) {
            return right;
        }
        if (right instanceof Pair p && (p.operator().equals("*") || p.operator().equals("/")) && meet(left, p.left())) {
            return pair(p.operator(), pair("*", left, p.left()), p.right());
        }
        return new Pair("*", left, right);
    }

    private static boolean meet(Formula left, Formula right) {
        return !(left instanceof Real m && right instanceof Real n)
                || (exact(m, n).bitLength() < Long.SIZE && exact(m, n).signum() != 0);
    }

    /** The raw of a product, or 0 if that has no raw. */
    private static BigInteger exact(Real m, Real n) {
        BigInteger product = BigInteger.valueOf(m.raw()).multiply(BigInteger.valueOf(n.raw()));
        return product.getLowestSetBit() >= Fixed.FRACTION_BITS
                ? product.shiftRight(Fixed.FRACTION_BITS)
                : BigInteger.ZERO;
    }
}
