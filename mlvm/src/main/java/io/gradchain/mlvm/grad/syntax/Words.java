package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import java.util.List;

/** The tokens of a source with a place in them, and what all parsers do with them. */
final class Words {
    /** Thrown from the middle of a statement to its end, where parsing goes on; the error is already reported. */
    static final class Broken extends RuntimeException {
        Broken() {
            super(null, null, false, false);
        }
    }

    private static final int DEEPEST = 64;
    private static final int MOST_JOINED = 256;
    /** What other languages start a statement with. */
    private static final List<String> STATEMENTS_LATER =
            List.of("while", "import", "def", "class", "break", "continue", "elif", "del", "try");

    private static final List<String> LATER =
            List.of("import", "while", "random", "implements", "def", "class", "lambda", "break", "continue", "elif");

    final Report report;
    private final List<Token> tokens;
    private int at;
    private int depth;
    private int joined;

    Words(List<Token> tokens, Report report) {
        this.tokens = tokens;
        this.report = report;
    }

    int position() {
        return at;
    }

    /** The names that stand from a position up to here. */
    List<String> namesSince(int position) {
        return tokens.subList(position, at).stream()
                .filter(t -> t.kind() == Kind.NAME)
                .map(Token::text)
                .toList();
    }

    Token peek() {
        return tokens.get(at);
    }

    Token after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    Span last() {
        return tokens.get(Math.max(0, at - 1)).span();
    }

    boolean at(String text) {
        return peek().is(text);
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean take(String text) {
        boolean here = at(text);
        if (here) {
            next();
        }
        return here;
    }

    Token expect(String text, String where) {
        if (at(text)) {
            return next();
        }
        throw wrong(
                text.equals(":") ? Code.G007 : Code.G006,
                "expected `" + text + "` " + where + ", found " + peek().described(),
                "");
    }

    Token name(String what) {
        if (at(Kind.NAME)) {
            Token token = next();
            if (Keywords.isReserved(token.text())) {
                report.add(Diagnostic.error(
                        Code.G058,
                        token.span(),
                        "`" + token.text() + "` is a word of the language, not a name for " + what));
            }
            return token;
        }
        throw wrong(Code.G006, "expected a name for " + what + ", found " + peek().described(), "");
    }

    Broken wrong(Code code, String message, String hint) {
        Token token = peek();
        if (token.kind() == Kind.NAME && LATER.contains(token.text())) {
            report.add(Diagnostic.error(
                    Code.G011, token.span(), "`" + token.text() + "` is not part of the language this compiler knows"));
        } else {
            report.add(Diagnostic.error(code, token.span(), message).hint(hint));
        }
        return new Broken();
    }

    /** Refuses a statement that begins with the word of another one. */
    void refuseForeign() {
        Token token = peek();
        if (token.kind() == Kind.NAME && STATEMENTS_LATER.contains(token.text()) && !after().is("=")) {
            report.add(Diagnostic.error(
                            Code.G011,
                            token.span(),
                            "there is no `" + token.text() + "` in the language this compiler knows")
                    .hint(token.text().equals("while") ? "loops are bounded: for i in range(n, max=100)" : ""));
            throw new Broken();
        }
    }

    void endLine() {
        joined = 0;
        if (at(Kind.NEWLINE)) {
            next();
        } else if (!at(Kind.END) && !at(Kind.DEDENT)) {
            throw wrong(Code.G006, "expected the end of the line, found " + peek().described(), "");
        }
    }

    /** Skips what is left of a broken statement, with the block below it if there is one. */
    private void skipStatement() {
        while (!at(Kind.NEWLINE) && !at(Kind.END) && !at(Kind.DEDENT) && !at(Kind.INDENT)) {
            next();
        }
        if (at(Kind.NEWLINE)) {
            next();
        }
        skipBlock();
    }

    private void skipBlock() {
        if (!at(Kind.INDENT)) {
            return;
        }
        int open = 0;
        do {
            Kind kind = next().kind();
            open += kind == Kind.INDENT ? 1 : kind == Kind.DEDENT ? -1 : 0;
        } while (open > 0 && !at(Kind.END));
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw wrong(
                    Code.G012, "this is nested more than " + DEEPEST + " deep", "give inner parts a name with `let`");
        }
    }

    /** Counts the operators of a statement, which nest to the left without brackets. */
    void join() {
        if (++joined > MOST_JOINED) {
            joined = 0;
            throw wrong(Code.G012, "this statement has more than " + MOST_JOINED + " operators", "split it with `let`");
        }
    }

    int depth() {
        return depth;
    }

    /** After a broken statement: what it had opened is closed. */
    void recover(int before) {
        depth = before;
        joined = 0;
        skipStatement();
    }

    void shallower() {
        depth = Math.max(0, depth - 1);
    }
}
