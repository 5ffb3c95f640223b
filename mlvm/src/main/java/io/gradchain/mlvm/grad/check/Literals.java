package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as written: rounded once from their decimal, int or fixed as the place wants. */
final class Literals {
    private static final BigDecimal COARSE = new BigDecimal("0.000001");
    private final Context c;

    Literals(Context context) {
        this.c = context;
    }

    /** Whether the expression is made of whole literals only, and so fits int and fixed. */
    static boolean flexible(Expr expr) {
        return switch (expr) {
            case Expr.Literal n -> !n.decimal();
            case Expr.Unary u -> u.operator().equals("-") && flexible(u.of());
            case Expr.Binary b -> !b.operator().equals("@") && flexible(b.left()) && flexible(b.right());
            case Expr.Truth t -> false;
            case Expr.Text t -> false;
            case Expr.Name n -> n.name().equals("zeros") || n.name().equals("ones");
            case Expr.Member m -> false;
            case Expr.Index i -> false;
            case Expr.Call call -> false;
            case Expr.Tuple t -> false;
            case Expr.Array a -> false;
        };
    }

    Value number(Expr.Literal n, GradType want, boolean negative) {
        boolean whole = want == Scalar.INT || (want != Scalar.FIXED && !n.decimal());
        if (whole && n.decimal()) {
            throw c.stop(Diagnostic.error(Code.G112, n.span(), "here an int is needed, `" + n.digits() + "` is a fixed")
                    .hint("write it without a point, or make the other value a fixed"));
        }
        String digits = (negative ? "-" : "") + n.digits();
        if (!whole) {
            return c.to.constant(Scalar.FIXED, fixed(n, digits));
        }
        BigInteger exact = new BigInteger(digits);
        if (exact.bitLength() >= Long.SIZE) {
            throw c.stop(Code.G111, n.span(), "an int has 64 bits, this number does not fit");
        }
        return c.to.constant(Scalar.INT, exact.longValueExact());
    }

    /** A whole number where the place decides between int and fixed. */
    Value integer(long value, GradType want) {
        return want == Scalar.FIXED ? c.to.whole(value) : c.to.constant(Scalar.INT, value);
    }

    private long fixed(Expr.Literal n, String digits) {
        return switch (Fixed.parse(digits)) {
            case ParseResult.Parsed parsed -> {
                warn(n, digits, parsed.raw());
                yield parsed.raw();
            }
            case ParseResult.Refused refused ->
                throw c.stop(Diagnostic.error(Code.G111, n.span(), "a fixed cannot hold this number")
                        .hint("fixed reaches from -2147483648 to just below 2147483648"));
        };
    }

    private void warn(Expr.Literal n, String digits, long raw) {
        if (c.foreign) {
            return;
        }
        BigDecimal exact = new BigDecimal(digits);
        BigDecimal error =
                new BigDecimal(Fixed.toExactString(raw)).subtract(exact).abs();
        if (error.compareTo(exact.abs().multiply(COARSE)) > 0) {
            c.symbols.report.add(Diagnostic.warning(Code.G301, n.span(), "`" + n.digits() + "` is rounded")
                    .label("stored as " + Fixed.toExactString(raw)));
        }
    }
}
