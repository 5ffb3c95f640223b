package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr.Argument;
import io.gradchain.mlvm.grad.syntax.Expr.Binary;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions by precedence: or, and, not, comparison, sum, product, sign, what follows a value. */
final class ExprParser {
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> SUMS = List.of("+", "-");
    private static final List<String> PRODUCTS = List.of("*", "/", "//", "%", "@");

    private final Words words;

    ExprParser(Words words) {
        this.words = words;
    }

    Expr expression() {
        words.deeper();
        Expr left = conjunction();
        while (words.at("or")) {
            left = binary(left, words.next(), conjunction());
        }
        words.shallower();
        return left;
    }

    private Expr conjunction() {
        Expr left = negation();
        while (words.at("and")) {
            left = binary(left, words.next(), negation());
        }
        return left;
    }

    private Expr negation() {
        if (!words.at("not")) {
            return comparison();
        }
        Token not = words.next();
        words.deeper();
        Expr of = negation();
        words.shallower();
        return new Expr.Unary(not.span().to(of.span()), "not", of);
    }

    /** {@code a < b <= c} means {@code a < b and b <= c}. */
    private Expr comparison() {
        Expr left = sum();
        if (words.at("in") || (words.at("not") && words.after().is("in"))) {
            return membership(left);
        }
        if (!symbol(COMPARISONS)) {
            return left;
        }
        Token first = words.next();
        Expr middle = sum();
        Expr all = binary(left, first, middle);
        while (symbol(COMPARISONS)) {
            Token operator = words.next();
            Expr right = sum();
            all = new Binary(all.span().to(right.span()), "and", operator.span(), all, binary(middle, operator, right));
            middle = right;
        }
        return all;
    }

    /** {@code key in m}, {@code key not in m}. */
    private Expr membership(Expr key) {
        boolean not = words.take("not");
        Expr found = binary(key, words.next(), sum());
        return not ? new Expr.Unary(found.span(), "not", found) : found;
    }

    private Expr sum() {
        Expr left = product();
        while (symbol(SUMS)) {
            left = binary(left, words.next(), product());
        }
        return left;
    }

    private Expr product() {
        Expr left = sign();
        while (symbol(PRODUCTS)) {
            left = binary(left, words.next(), sign());
        }
        return left;
    }

    private boolean symbol(List<String> symbols) {
        return words.at(Kind.SYMBOL) && symbols.contains(words.peek().text());
    }

    private Expr binary(Expr left, Token operator, Expr right) {
        words.join();
        return new Binary(left.span().to(right.span()), operator.text(), operator.span(), left, right);
    }

    private Expr sign() {
        if (!words.at("-")) {
            return postfix();
        }
        Token minus = words.next();
        words.deeper();
        Expr of = sign();
        words.shallower();
        return new Expr.Unary(minus.span().to(of.span()), "-", of);
    }

    private Expr postfix() {
        Expr expr = atom();
        while (words.at("(") || words.at("[") || words.at(".") || words.at("**")) {
            words.join();
            if (words.at("(")) {
                expr = call(expr);
            } else if (words.at("[")) {
                words.next();
                List<Expr> indices = list("]");
                expr = new Expr.Index(expr.span().to(words.last()), expr, indices);
            } else if (words.take(".")) {
                Token name = words.at(Kind.NAME) ? words.next() : words.name("a member");
                expr = new Expr.Member(expr.span().to(name.span()), expr, name.text(), name.span());
            } else {
                throw words.wrong(Code.G011, "there is no power operator", "write `x * x`, or exp(p * ln(x))");
            }
        }
        return expr;
    }

    private Expr call(Expr callee) {
        words.next();
        List<Argument> arguments = new ArrayList<>();
        while (!words.at(")")) {
            Optional<Expr.Name> name = Optional.empty();
            if (words.at(Kind.NAME) && words.after().is("=")) {
                Token token = words.next();
                words.next();
                name = Optional.of(new Expr.Name(token.span(), token.text()));
            }
            arguments.add(new Argument(name, expression()));
            if (!words.take(",")) {
                break;
            }
        }
        Span end = words.expect(")", "after the arguments").span();
        return new Expr.Call(callee.span().to(end), callee, arguments);
    }

    private List<Expr> list(String closing) {
        List<Expr> all = new ArrayList<>();
        while (!words.at(closing)) {
            all.add(expression());
            if (!words.take(",")) {
                break;
            }
        }
        words.expect(closing, "to close the bracket");
        return all;
    }

    private Expr atom() {
        Token token = words.peek();
        return switch (token.kind()) {
            case NUMBER -> new Expr.Literal(words.next().span(), token.text());
            case TEXT -> new Expr.Text(words.next().span(), token.text());
            case NAME -> name(token);
            case SYMBOL -> {
                if (words.take("[")) {
                    List<Expr> parts = list("]");
                    yield new Expr.Array(token.span().to(words.last()), parts);
                }
                if (!words.at("(")) {
                    throw words.wrong(Code.G006, "expected a value, found " + token.described(), "");
                }
                yield parentheses();
            }
            case NEWLINE, INDENT, DEDENT, END ->
                throw words.wrong(Code.G006, "expected a value, found " + token.described(), "");
        };
    }

    private Expr name(Token token) {
        words.next();
        return switch (token.text()) {
            case "true", "True" -> new Expr.Truth(token.span(), true);
            case "false", "False" -> new Expr.Truth(token.span(), false);
            default -> new Expr.Name(token.span(), token.text());
        };
    }

    private Expr parentheses() {
        Span start = words.next().span();
        List<Expr> parts = new ArrayList<>();
        boolean comma = false;
        while (!words.at(")")) {
            parts.add(expression());
            if (!words.take(",")) {
                break;
            }
            comma = true;
        }
        Span end = words.expect(")", "to close the bracket").span();
        return parts.size() == 1 && !comma ? parts.getFirst() : new Expr.Tuple(start.to(end), parts);
    }
}
