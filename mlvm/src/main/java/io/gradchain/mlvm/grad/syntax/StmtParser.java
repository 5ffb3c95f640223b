package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Stmt.Pattern;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import io.gradchain.mlvm.grad.syntax.Words.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements of a function; after a broken one it goes on with the next line. */
final class StmtParser {
    private static final List<String> ASSIGNING = List.of("=", "+=", "-=", "*=", "/=");

    private final Words words;
    private final ExprParser expressions;
    private final TypeParser types;

    StmtParser(Words words, TypeParser types) {
        this.words = words;
        this.expressions = new ExprParser(words);
        this.types = types;
    }

    Expr expression() {
        return expressions.expression();
    }

    /** From the colon to the end of the block. */
    List<Stmt> block(String after) {
        words.expect(":", "after " + after);
        List<Stmt> all = new ArrayList<>();
        if (!words.at(Kind.NEWLINE)) {
            simple(all);
            return all;
        }
        words.next();
        if (!words.at(Kind.INDENT)) {
            words.report.add(
                    Diagnostic.error(Code.G009, words.peek().span(), "expected an indented block after " + after)
                            .hint("indent what belongs to it, or write `pass`"));
            return all;
        }
        words.next();
        words.deeper();
        while (!words.at(Kind.DEDENT) && !words.at(Kind.END)) {
            statement(all);
        }
        words.shallower();
        words.next();
        return all;
    }

    private void statement(List<Stmt> into) {
        if (words.at(Kind.NEWLINE)) {
            words.next();
            return;
        }
        if (words.at(Kind.INDENT)) {
            words.report.add(Diagnostic.error(
                    Code.G005, words.after().span(), "this line is indented deeper than the one above"));
            words.next();
            while (!words.at(Kind.DEDENT) && !words.at(Kind.END)) {
                statement(into);
            }
            words.next();
            return;
        }
        int depth = words.depth();
        int start = words.position();
        Token first = words.peek();
        try {
            if (words.at("if")) {
                into.add(branch());
            } else if (words.at("for")) {
                into.add(loop());
            } else {
                simple(into);
            }
        } catch (Broken broken) {
            words.recover(depth);
            into.add(new Stmt.Wrong(first.span(), first.is("let") ? words.namesSince(start) : List.of()));
        }
    }

    private Stmt branch() {
        Span start = words.next().span();
        Expr condition = expression();
        List<Stmt> then = block("the condition");
        List<Stmt> otherwise = List.of();
        if (words.at("else")) {
            words.next();
            if (words.at("if")) {
                words.deeper();
                otherwise = List.of(branch());
                words.shallower();
            } else {
                otherwise = block("`else`");
            }
        }
        return new Stmt.If(start.to(condition.span()), condition, then, otherwise);
    }

    private Stmt loop() {
        Span start = words.next().span();
        Token counter = words.name("the counter of the loop");
        words.expect("in", "after the counter");
        Expr source = expression();
        List<Stmt> body = block("the loop");
        return new Stmt.For(start.to(source.span()), new Expr.Name(counter.span(), counter.text()), source, body);
    }

    private void simple(List<Stmt> into) {
        words.refuseForeign();
        Token first = words.peek();
        Stmt statement =
                switch (first.kind() == Kind.NAME ? first.text() : "") {
                    case "let" -> let();
                    case "require" -> require();
                    case "emit" -> {
                        words.next();
                        Expr event = expression();
                        yield new Stmt.Emit(first.span().to(event.span()), event);
                    }
                    case "return" -> {
                        words.next();
                        boolean bare = words.at(Kind.NEWLINE) || words.at(Kind.DEDENT) || words.at(Kind.END);
                        Optional<Expr> value = bare ? Optional.empty() : Optional.of(expression());
                        yield new Stmt.Return(
                                value.map(v -> first.span().to(v.span())).orElse(first.span()), value);
                    }
                    case "assert" -> {
                        words.next();
                        Expr condition = expression();
                        yield new Stmt.Assert(first.span().to(condition.span()), condition);
                    }
                    case "pass" -> new Stmt.Pass(words.next().span());
                    default -> assignment();
                };
        into.add(statement);
        words.endLine();
    }

    private Stmt let() {
        Span start = words.next().span();
        Pattern pattern = pattern();
        Optional<TypeExpr> type = words.take(":") ? Optional.of(types.type()) : Optional.empty();
        words.expect("=", "and a value after the name");
        Expr value = expression();
        return new Stmt.Let(start.to(value.span()), pattern, type, value);
    }

    private Pattern pattern() {
        if (!words.at("(")) {
            Token name = words.name("a value");
            return new Pattern.One(name.span(), name.text());
        }
        Span start = words.next().span();
        words.deeper();
        List<Pattern> parts = new ArrayList<>();
        do {
            parts.add(pattern());
        } while (words.take(",") && !words.at(")"));
        words.shallower();
        return new Pattern.Several(start.to(words.expect(")", "after the names").span()), parts);
    }

    private Stmt require() {
        Span start = words.next().span();
        Expr condition = expression();
        Optional<Expr> message = words.take(",") ? Optional.of(expression()) : Optional.empty();
        return new Stmt.Require(start.to(condition.span()), condition, message);
    }

    private Stmt assignment() {
        Expr target = expression();
        if (words.at(Kind.SYMBOL) && ASSIGNING.contains(words.peek().text())) {
            Token operator = words.next();
            Expr value = expression();
            return new Stmt.Assign(target.span().to(value.span()), target, operator.text(), operator.span(), value);
        }
        return new Stmt.Do(target.span(), target);
    }
}
