package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl.Parameter;
import io.gradchain.mlvm.grad.syntax.Decl.SizeName;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import io.gradchain.mlvm.grad.syntax.TypeExpr.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads types, sizes and lists of parameters. */
final class TypeParser {
    private final Words words;

    TypeParser(Words words) {
        this.words = words;
    }

    /** The result of a function: a type, or several in brackets. */
    TypeExpr result() {
        if (!words.at("(")) {
            return type();
        }
        Span start = words.next().span();
        List<Extent> parts = new ArrayList<>();
        do {
            parts.add(extent());
        } while (words.take(",") && !words.at(")"));
        Span end = words.expect(")", "after the types").span();
        return new TypeExpr(start.to(end), "(", parts);
    }

    TypeExpr type() {
        if (!words.at(Kind.NAME)) {
            throw words.wrong(
                    Code.G006, "expected a type, found " + words.peek().described(), "");
        }
        return extent().type();
    }

    Extent extent() {
        if (!words.at(Kind.NAME) && !words.at(Kind.NUMBER)) {
            throw words.wrong(
                    Code.G006, "expected a size, found " + words.peek().described(), "");
        }
        Token name = words.next();
        List<Extent> inner = new ArrayList<>();
        Span end = name.span();
        if (words.at("[")) {
            words.next();
            words.deeper();
            do {
                inner.add(extent());
            } while (words.take(","));
            words.shallower();
            end = words.expect("]", "after the sizes").span();
        }
        return new Extent(name.span().to(end), name.text(), inner);
    }

    /** {@code N: size <= CAP} or {@code D: size = 8}, up to the closing bracket. */
    List<SizeName> sizes(String closing, String bound) {
        List<SizeName> all = new ArrayList<>();
        while (!words.at(closing)) {
            Token name = words.name("a size");
            words.expect(":", "and `size` after the name of a size");
            words.expect("size", "after the colon: here come sizes");
            Optional<Extent> limit = words.take(bound) ? Optional.of(extent()) : Optional.empty();
            all.add(new SizeName(name.span(), name.text(), limit));
            if (!words.take(",")) {
                break;
            }
        }
        words.expect(closing, "after the sizes");
        return all;
    }

    /** From behind the opening round bracket. */
    List<Parameter> parameters(String what) {
        List<Parameter> all = new ArrayList<>();
        while (!words.at(")")) {
            Token name = words.name(what);
            words.expect(":", "and a type after the name of " + what);
            all.add(new Parameter(name.span(), name.text(), type()));
            if (!words.take(",")) {
                break;
            }
        }
        words.expect(")", "after the last " + what.substring(what.indexOf(' ') + 1));
        return all;
    }
}
