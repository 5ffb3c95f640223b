package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl.Setting;
import io.gradchain.mlvm.grad.syntax.Decl.SizeName;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import io.gradchain.mlvm.grad.syntax.Words.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a source by recursive descent; an error costs one declaration or statement, the rest is still read. */
public final class Parser {
    private final Words words;
    private final TypeParser types;
    private final StmtParser statements;
    private final MemberParser members;

    private Parser(Words words) {
        this.words = words;
        this.types = new TypeParser(words);
        this.statements = new StmtParser(words, types);
        this.members = new MemberParser(words, types, statements);
    }

    private static Parser of(String source, Report report) {
        return new Parser(new Words(Lexer.tokens(source, report), report));
    }

    /** A contract with the tests behind it, as far as it can be read; what cannot is in the report. */
    public static Source parse(String source, Report report) {
        Parser parser = of(source, report);
        parser.skipTexts();
        List<Decl.Test> tests = new ArrayList<>();
        Optional<Decl.Contract> contract = parser.whole(() -> {
            if (!parser.words.at("contract")) {
                throw parser.words.wrong(
                        Code.G010,
                        "a source starts with `contract`, found "
                                + parser.words.peek().described(),
                        "write `contract Name(D: size):` first and indent the rest");
            }
            Decl.Contract read = parser.contract();
            parser.tests(tests, "after the contract only tests may come", "indent it, if it belongs to the contract");
            return read;
        });
        return new Source(contract, tests);
    }

    /** A file of nothing but tests. */
    public static List<Decl.Test> tests(String source, Report report) {
        Parser parser = of(source, report);
        parser.skipTexts();
        List<Decl.Test> tests = new ArrayList<>();
        parser.whole(() -> {
            parser.tests(tests, "this file holds tests only", "write test \"what it shows\": and indent the rest");
            return tests;
        });
        return tests;
    }

    /** The functions of a file that starts with {@code module name:}. */
    public static List<Decl.Function> module(String source, Report report) {
        Parser parser = of(source, report);
        parser.skipTexts();
        return parser
                .whole(() -> {
                    parser.words.expect("module", "at the start of a module");
                    parser.words.name("the module");
                    return parser.block("the first line");
                })
                .orElse(List.of())
                .stream()
                .filter(Decl.Function.class::isInstance)
                .map(Decl.Function.class::cast)
                .toList();
    }

    private <T> Optional<T> whole(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Broken broken) {
            return Optional.empty();
        }
    }

    private void skipTexts() {
        while (words.at(Kind.NEWLINE) || words.at(Kind.TEXT)) {
            words.next();
        }
    }

    private Decl.Contract contract() {
        words.next();
        Token name = words.name("the contract");
        List<SizeName> sizes = words.take("(") ? types.sizes(")", "=") : List.of();
        return new Decl.Contract(name.span(), name.text(), sizes, block("the contract's first line"));
    }

    private List<Decl> block(String after) {
        List<Decl> all = new ArrayList<>();
        members.opening(after);
        while (!words.at(Kind.DEDENT) && !words.at(Kind.END)) {
            int depth = words.depth();
            try {
                members.member(all);
            } catch (Broken broken) {
                words.recover(depth);
            }
        }
        while (words.at(Kind.DEDENT)) {
            words.next();
        }
        return all;
    }

    private void tests(List<Decl.Test> into, String otherwise, String hint) {
        while (!words.at(Kind.END)) {
            if (words.at(Kind.NEWLINE) || words.at(Kind.DEDENT)) {
                words.next();
                continue;
            }
            if (!words.at("test")) {
                words.report.add(Diagnostic.error(Code.G010, words.peek().span(), otherwise)
                        .hint(hint));
                return;
            }
            int depth = words.depth();
            try {
                into.add(test());
            } catch (Broken broken) {
                words.recover(depth);
            }
        }
    }

    /** {@code test "title" [with D=2, eta0=0.1] [as stranger] [fails "text"]:} and a block. */
    private Decl.Test test() {
        words.next();
        Token title = text("what the test shows");
        List<Setting> settings = new ArrayList<>();
        if (words.take("with")) {
            do {
                Token name = words.name("a size or param");
                words.expect("=", "and a value after the name");
                settings.add(new Setting(name.span(), name.text(), statements.expression()));
            } while (words.take(","));
        }
        boolean stranger = words.take("as");
        if (stranger) {
            words.expect("stranger", "after `as`: who else than the owner could call");
        }
        Optional<String> fails = words.take("fails")
                ? Optional.of(text("the text of the `require` that fails").text())
                : Optional.empty();
        Span span = title.span();
        return new Decl.Test(span, title.text(), settings, stranger, fails, statements.block("the test's first line"));
    }

    private Token text(String what) {
        if (!words.at(Kind.TEXT)) {
            throw words.wrong(
                    Code.G006,
                    "expected " + what + " in quotes, found " + words.peek().described(),
                    "");
        }
        return words.next();
    }
}
