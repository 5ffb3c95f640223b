package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.TypeExpr;
import io.gradchain.mlvm.grad.syntax.TypeExpr.Extent;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Bytes;
import io.gradchain.mlvm.grad.type.GradType.Dataset;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.List;
import java.util.SortedMap;

/** Turns written types into types, with the sizes that are known where they stand. */
final class Types {
    /** How many rows `_` stands for at most, and a size parameter without a bound. */
    static final int ROWS = 4096;

    private static final List<String> NAMES =
            List.of("fixed", "int", "bool", "address", "bytes", "vec", "mat", "dataset");
    private static final List<String> LATER = List.of("text", "map", "list");

    private final SortedMap<String, Size> sizes;
    private final boolean anonymous;
    private final Report report;

    /** @param anonymous whether {@code _} may stand for a run-time size */
    Types(SortedMap<String, Size> sizes, boolean anonymous, Report report) {
        this.sizes = sizes;
        this.anonymous = anonymous;
        this.report = report;
    }

    GradType resolve(TypeExpr written) {
        GradType type =
                switch (written.name()) {
                    case "fixed" -> plain(written, Scalar.FIXED);
                    case "int" -> plain(written, Scalar.INT);
                    case "bool" -> plain(written, Scalar.BOOL);
                    case "address" -> plain(written, Bytes.ADDRESS);
                    case "bytes" -> new Bytes(number(written, count(written, 1).getFirst()));
                    case "vec" -> new Vec(size(count(written, 1).getFirst()));
                    case "mat" -> {
                        Size rows = size(count(written, 2).getFirst());
                        yield new Mat(rows, exact(written.sizes().get(1)));
                    }
                    case "dataset" -> {
                        Size cap = exact(count(written, 2).getFirst());
                        yield new Dataset(cap, exact(written.sizes().get(1)));
                    }
                    default -> throw unknown(written);
                };
        return checked(written, type);
    }

    private GradType checked(TypeExpr written, GradType type) {
        boolean generic = written.sizes().stream().anyMatch(s -> sizes.get(s.text()) instanceof Size.Generic);
        if (!generic) {
            try {
                type.machine();
            } catch (IllegalArgumentException beyond) {
                throw stop(
                        Diagnostic.error(Code.G901, written.span(), "this type is too large: " + beyond.getMessage()));
            }
        }
        return type;
    }

    private Stop unknown(TypeExpr written) {
        if (LATER.contains(written.name())) {
            return stop(Diagnostic.error(
                    Code.G011, written.span(), "the type `" + written.name() + "` is not supported by this compiler"));
        }
        return stop(Diagnostic.error(Code.G052, written.span(), "there is no type `" + written.name() + "`")
                .hint(meant(written.name())));
    }

    private static String meant(String name) {
        return switch (name) {
            case "float", "double", "real", "number", "decimal" -> "numbers with a fraction are `fixed`";
            case "vector", "array" -> "did you mean `vec`?";
            case "matrix", "tensor" -> "did you mean `mat`?";
            case "integer", "uint", "long" -> "did you mean `int`?";
            case "boolean" -> "did you mean `bool`?";
            default -> Spelling.hint(name, NAMES);
        };
    }

    private GradType plain(TypeExpr written, GradType type) {
        count(written, 0);
        return type;
    }

    private List<Extent> count(TypeExpr written, int wanted) {
        if (written.sizes().size() != wanted) {
            throw stop(Diagnostic.error(
                    Code.G052,
                    written.span(),
                    "`" + written.name() + "` has " + Spelling.count(wanted, "size") + ", here are "
                            + written.sizes().size()));
        }
        return written.sizes();
    }

    private Size exact(Extent written) {
        Size size = size(written);
        if (size.runtime()) {
            throw stop(Diagnostic.error(Code.G116, written.span(), "only the number of rows can be a run-time size"));
        }
        return size;
    }

    private int number(TypeExpr type, Extent written) {
        return switch (size(written)) {
            case Size.Literal l -> bytes(type, l.value());
            case Size.Named n -> bytes(type, n.value());
            case Size.Generic g -> throw noNumber(written);
            case Size.Rows r -> throw noNumber(written);
            case Size.Any a -> throw noNumber(written);
        };
    }

    private int bytes(TypeExpr type, int cap) {
        try {
            return new Type.Bytes(cap).cap();
        } catch (IllegalArgumentException beyond) {
            throw stop(Diagnostic.error(Code.G901, type.span(), beyond.getMessage()));
        }
    }

    private Stop noNumber(Extent written) {
        return stop(Diagnostic.error(Code.G055, written.span(), "this must be a number or a size of the contract"));
    }

    /** A size as it stands in brackets. */
    Size size(Extent written) {
        String text = written.text();
        if (Character.isDigit(text.charAt(0))) {
            if (!text.matches("[0-9]{1,7}")
                    || Integer.parseInt(text) < 1
                    || Integer.parseInt(text) > Limits.TENSOR_ELEMENTS) {
                throw stop(Diagnostic.error(
                        Code.G055, written.span(), "a size is a whole number from 1 to " + Limits.TENSOR_ELEMENTS));
            }
            return new Size.Literal(Integer.parseInt(text));
        }
        if (text.equals("_")) {
            if (anonymous) {
                return new Size.Any(ROWS);
            }
            throw stop(Diagnostic.error(Code.G055, written.span(), "here a size needs a name")
                    .hint("`_` stands only in the parameters of functions that are called from outside"));
        }
        Size known = sizes.get(text);
        if (known == null) {
            throw stop(Diagnostic.error(Code.G055, written.span(), "there is no size `" + text + "`")
                    .hint(
                            sizes.isEmpty()
                                    ? "declare it: fn f[" + text + ": size](…)"
                                    : Spelling.hint(text, sizes.keySet())));
        }
        return known;
    }

    private Stop stop(Diagnostic diagnostic) {
        return Stop.with(report, diagnostic);
    }
}
