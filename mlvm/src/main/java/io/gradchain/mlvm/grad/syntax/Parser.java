package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl.Mark;
import io.gradchain.mlvm.grad.syntax.Decl.SizeName;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import io.gradchain.mlvm.grad.syntax.Words.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a contract by recursive descent; an error costs one declaration or statement, the rest is still read. */
public final class Parser {
    private final Words words;
    private final TypeParser types;
    private final StmtParser statements;

    private Parser(Words words) {
        this.words = words;
        this.types = new TypeParser(words);
        this.statements = new StmtParser(words, types);
    }

    /** The contract of a source, as far as it can be read; what cannot is in the report. */
    public static Optional<Decl.Contract> parse(String source, Report report) {
        return new Parser(new Words(Lexer.tokens(source, report), report)).file();
    }

    private Optional<Decl.Contract> file() {
        while (words.at(Kind.NEWLINE) || words.at(Kind.TEXT)) {
            words.next();
        }
        try {
            if (!words.at("contract")) {
                throw words.wrong(
                        Code.G010,
                        "a source starts with `contract`, found " + words.peek().described(),
                        "write `contract Name(D: size):` first and indent the rest");
            }
            return Optional.of(contract());
        } catch (Broken broken) {
            return Optional.empty();
        }
    }

    private Decl.Contract contract() {
        words.next();
        Token name = words.name("the contract");
        List<SizeName> sizes = words.take("(") ? types.sizes(")", "=") : List.of();
        List<Decl> members = new ArrayList<>();
        opening("the contract's first line");
        while (!words.at(Kind.DEDENT) && !words.at(Kind.END)) {
            int depth = words.depth();
            try {
                member(members);
            } catch (Broken broken) {
                words.recover(depth);
            }
        }
        while (words.at(Kind.DEDENT)) {
            words.next();
        }
        if (!words.at(Kind.END)) {
            words.report.add(Diagnostic.error(Code.G010, words.peek().span(), "nothing may come after the contract")
                    .hint("indent it, if it belongs to the contract"));
        }
        return new Decl.Contract(name.span(), name.text(), sizes, members);
    }

    private void opening(String after) {
        words.expect(":", "at the end of " + after);
        words.endLine();
        if (!words.at(Kind.INDENT)) {
            throw words.wrong(Code.G009, "expected an indented block after " + after, "");
        }
        words.next();
    }

    private void member(List<Decl> into) {
        Token first = words.peek();
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "param" -> {
                words.next();
                into.add(param());
            }
            case "state" -> state(into);
            case "event" -> {
                words.next();
                Token name = words.name("the event");
                words.expect("(", "after the name of the event");
                into.add(new Decl.Event(name.span(), name.text(), types.parameters("a field")));
                words.endLine();
            }
            case "init" -> into.add(function(List.of(), false, words.peek()));
            case "fn", "pure" -> into.add(function(List.of()));
            default -> {
                if (words.at("@")) {
                    into.add(function(marks()));
                } else if (words.at(Kind.TEXT) || words.at(Kind.NEWLINE)) {
                    words.next();
                } else {
                    throw words.wrong(
                            Code.G006, "expected param, state, event, init or fn, found " + first.described(), "");
                }
            }
        }
    }

    private Decl.Param param() {
        Token name = words.name("a param");
        words.expect(":", "and a type after the name");
        TypeExpr type = types.type();
        Optional<Expr> initial = words.take("=") ? Optional.of(statements.expression()) : Optional.empty();
        words.endLine();
        return new Decl.Param(name.span(), name.text(), type, initial);
    }

    private void state(List<Decl> into) {
        words.next();
        opening("`state`");
        while (!words.at(Kind.DEDENT) && !words.at(Kind.END)) {
            int depth = words.depth();
            try {
                if (words.at(Kind.NEWLINE)) {
                    words.next();
                    continue;
                }
                Decl.Param line = param();
                into.add(new Decl.State(line.span(), line.name(), line.type(), line.initial()));
            } catch (Broken broken) {
                words.recover(depth);
            }
        }
        words.next();
    }

    private List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        while (words.take("@")) {
            Token name = words.name("a mark");
            marks.add(new Mark(name.span(), name.text()));
            if (words.at(Kind.NEWLINE)) {
                words.next();
            }
        }
        return marks;
    }

    private Decl.Function function(List<Mark> marks) {
        boolean pure = words.take("pure");
        words.expect("fn", "to start a function");
        if (!words.at(Kind.NAME)) {
            throw words.wrong(
                    Code.G006,
                    "expected a name for the function, found " + words.peek().described(),
                    "");
        }
        return function(marks, pure, words.peek());
    }

    private Decl.Function function(List<Mark> marks, boolean pure, Token name) {
        words.name("the function");
        boolean init = marks.isEmpty() && name.text().equals("init") && !pure;
        List<SizeName> sizes = words.take("[") ? types.sizes("]", "<=") : List.of();
        List<Decl.Parameter> parameters = List.of();
        if (!init || words.at("(")) {
            words.expect("(", "after the name of the function");
            parameters = types.parameters("a parameter");
        }
        Optional<TypeExpr> result = words.take("->") ? Optional.of(types.type()) : Optional.empty();
        List<Stmt> body = statements.block("the function's first line");
        Span last = body.isEmpty() ? name.span() : body.getLast().span();
        return new Decl.Function(name.span(), name.text(), pure, marks, sizes, parameters, result, body, last);
    }
}
