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
import io.gradchain.mlvm.grad.type.GradType.Text;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Turns written types into types, with the sizes that are known where they stand. */
final class Types {
    /** How many rows `_` stands for at most, and a size parameter without a bound. */
    static final int ROWS = 4096;

    private static final List<String> NAMES =
            List.of("fixed", "int", "bool", "address", "bytes", "text", "vec", "mat", "dataset", "map", "list");

    private final SortedMap<String, Size> sizes;
    private final SortedMap<String, GradType.Struct> structs;
    private final boolean anonymous;
    private final Report report;

    /** @param anonymous whether {@code _} may stand for a run-time size */
    Types(SortedMap<String, Size> sizes, boolean anonymous, Symbols symbols) {
        this.sizes = sizes;
        this.structs = symbols.structs;
        this.anonymous = anonymous;
        this.report = symbols.report;
    }

    GradType resolve(TypeExpr written) {
        GradType type =
                switch (written.name()) {
                    case "fixed" -> plain(written, Scalar.FIXED);
                    case "int" -> plain(written, Scalar.INT);
                    case "bool" -> plain(written, Scalar.BOOL);
                    case "address" -> plain(written, Bytes.ADDRESS);
                    case "bytes" -> new Bytes(number(written, count(written, 1).getFirst()));
                    case "text" -> new Text(number(written, count(written, 1).getFirst()));
                    case "vec" -> new Vec(size(count(written, 1).getFirst()));
                    case "mat" -> {
                        Size rows = size(count(written, 2).getFirst());
                        yield new Mat(rows, exact(written.sizes().get(1)));
                    }
                    case "dataset" -> {
                        Size cap = exact(count(written, 2).getFirst());
                        yield new Dataset(cap, exact(written.sizes().get(1)));
                    }
                    case "map" -> {
                        GradType key = resolve(count(written, 2).getFirst().type());
                        yield new GradType.Map(
                                key, resolve(written.sizes().get(1).type()));
                    }
                    case "list" -> {
                        Size cap = exact(count(written, 2).getFirst());
                        yield new GradType.Sequence(
                                cap, resolve(written.sizes().get(1).type()));
                    }
                    case "(" ->
                        new GradType.Tuple(written.sizes().stream()
                                .map(part -> resolve(part.type()))
                                .toList());
                    default -> struct(written);
                };
        return checked(written, type);
    }

    private GradType struct(TypeExpr written) {
        GradType.Struct struct = structs.get(written.name());
        if (struct == null) {
            throw unknown(written);
        }
        return plain(written, struct);
    }

    private GradType checked(TypeExpr written, GradType type) {
        switch (type) {
            case GradType.Map map -> {
                map.value().plain().forEach(part -> machine(written, new GradType.Map(map.key(), part)));
            }
            case GradType.Sequence list ->
                list.element().plain().forEach(part -> machine(written, new GradType.Map(Scalar.INT, part)));
            case GradType.Struct struct -> {}
            case GradType.Tuple tuple -> {}
            default -> sized(written, type);
        }
        return type;
    }

    private void sized(TypeExpr written, GradType type) {
        boolean generic = written.sizes().stream().anyMatch(s -> sizes.get(s.text()) instanceof Size.Generic);
        if (!generic) {
            machine(written, type);
        }
    }

    private void machine(TypeExpr written, GradType type) {
        try {
            type.machine();
        } catch (IllegalArgumentException beyond) {
            boolean keyed = type instanceof GradType.Map;
            throw stop(Diagnostic.error(
                            keyed ? Code.G117 : Code.G901,
                            written.span(),
                            keyed ? "the state cannot hold this" : "this type is too large: " + beyond.getMessage())
                    .hint(
                            keyed
                                    ? "a key is an int, fixed, bool, address, bytes or text; a value has a known size below 16 KiB"
                                    : ""));
        }
    }

    private Stop unknown(TypeExpr written) {
        return stop(Diagnostic.error(Code.G052, written.span(), "there is no type `" + written.name() + "`")
                .hint(meant(written.name()).isEmpty() ? spelling(written.name()) : meant(written.name())));
    }

    private static String meant(String name) {
        return switch (name) {
            case "float", "double", "real", "number", "decimal" -> "numbers with a fraction are `fixed`";
            case "vector", "array" -> "did you mean `vec`?";
            case "matrix", "tensor" -> "did you mean `mat`?";
            case "integer", "uint", "long" -> "did you mean `int`?";
            case "boolean" -> "did you mean `bool`?";
            case "string", "str" -> "did you mean `text[32]`?";
            case "dict" -> "did you mean `map[K, V]`?";
            default -> "";
        };
    }

    private String spelling(String name) {
        List<String> names = new ArrayList<>(NAMES);
        names.addAll(structs.keySet());
        return Spelling.hint(name, names);
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
