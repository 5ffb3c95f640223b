package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl.Mark;
import io.gradchain.mlvm.grad.syntax.Decl.SizeName;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import io.gradchain.mlvm.grad.syntax.Words.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands in a contract: declarations and functions. */
final class MemberParser {
    private final Words words;
    private final TypeParser types;
    private final StmtParser statements;

    MemberParser(Words words, TypeParser types, StmtParser statements) {
        this.words = words;
        this.types = types;
        this.statements = statements;
    }

    /** The colon and the indentation that begin a block. */
    void opening(String after) {
        words.expect(":", "at the end of " + after);
        words.endLine();
        if (!words.at(Kind.INDENT)) {
            throw words.wrong(Code.G009, "expected an indented block after " + after, "");
        }
        words.next();
    }

    void member(List<Decl> into) {
        Token first = words.peek();
        switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "param" -> {
                words.next();
                into.add(param("a param"));
            }
            case "state" -> state(into);
            case "event" -> {
                Token name = named("the event");
                into.add(new Decl.Event(name.span(), name.text(), fields()));
            }
            case "struct" -> {
                Token name = named("the struct");
                into.add(new Decl.Struct(name.span(), name.text(), fields()));
            }
            case "role" -> {
                Token name = named("the role");
                into.add(new Decl.Role(name.span(), name.text()));
                words.endLine();
            }
            case "use" -> {
                Token name = named("the module");
                into.add(new Decl.Use(name.span(), name.text()));
                words.endLine();
            }
            case "interface" -> into.add(offered());
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

    private Token named(String what) {
        words.next();
        return words.name(what);
    }

    private List<Decl.Parameter> fields() {
        words.expect("(", "and the fields after the name");
        List<Decl.Parameter> all = types.parameters("a field");
        words.endLine();
        return all;
    }

    private Decl.Param param(String what) {
        Token name = words.name(what);
        words.expect(":", "and a type after the name");
        TypeExpr type = types.type();
        Optional<Expr> initial = words.take("=") ? Optional.of(statements.expression()) : Optional.empty();
        words.endLine();
        return new Decl.Param(name.span(), name.text(), type, initial);
    }

    private void state(List<Decl> into) {
        words.next();
        opening("`state`");
        lines(() -> {
            Decl.Param line = param("a state variable");
            into.add(new Decl.State(line.span(), line.name(), line.type(), line.initial()));
        });
    }

    /** Each line of a block; one that is broken costs itself only. */
    private void lines(Runnable line) {
        while (!words.at(Kind.DEDENT) && !words.at(Kind.END)) {
            int depth = words.depth();
            try {
                if (words.at(Kind.NEWLINE) || words.at(Kind.TEXT)) {
                    words.next();
                } else {
                    line.run();
                }
            } catch (Broken broken) {
                words.recover(depth);
            }
        }
        words.next();
    }

    /** {@code interface Token:} and functions that end with their first line. */
    private Decl.Interface offered() {
        Token name = named("the interface");
        opening("the interface's first line");
        List<Decl.Function> functions = new ArrayList<>();
        lines(() -> {
            List<Mark> marks = marks();
            words.expect("fn", "to start a function");
            Token function = words.name("the function");
            words.expect("(", "after the name of the function");
            List<Decl.Parameter> parameters = types.parameters("a parameter");
            Optional<TypeExpr> result = words.take("->") ? Optional.of(types.type()) : Optional.empty();
            words.endLine();
            functions.add(new Decl.Function(
                    function.span(),
                    function.text(),
                    false,
                    marks,
                    List.of(),
                    parameters,
                    result,
                    List.of(),
                    function.span()));
        });
        return new Decl.Interface(name.span(), name.text(), functions);
    }

    private List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        while (words.take("@")) {
            // `role` is a mark and a word of the language
            Token name = words.at("role") ? words.next() : words.name("a mark");
            Optional<Token> argument = Optional.empty();
            if (words.take("(")) {
                if (!words.at(Kind.NAME) && !words.at(Kind.NUMBER)) {
                    throw words.wrong(
                            Code.G006,
                            "expected a name or a number, found " + words.peek().described(),
                            "");
                }
                argument = Optional.of(words.next());
                words.expect(")", "to close the bracket");
            }
            marks.add(new Mark(name.span(), name.text(), argument));
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
        Optional<TypeExpr> result = words.take("->") ? Optional.of(types.result()) : Optional.empty();
        List<Stmt> body = statements.block("the function's first line");
        Span last = body.isEmpty() ? name.span() : body.getLast().span();
        return new Decl.Function(name.span(), name.text(), pure, marks, sizes, parameters, result, body, last);
    }
}
