package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Lexer;
import io.gradchain.mlvm.grad.syntax.Parser;
import io.gradchain.mlvm.grad.syntax.Token;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import java.util.List;

/**
 * The one layout of a source. It works on tokens and lines, not on the tree, so that a new construct needs nothing here:
 * four spaces a level, one space around operators, no other choice but where lines end and which of them blank lines part.
 */
public final class Formatter {
    private Formatter() {}

    /** The source laid out, or why it cannot be read. */
    public static FormatResult format(String source) {
        Report report = new Report();
        read(source, report);
        if (report.refuses()) {
            return new FormatResult.Refused(report.sorted());
        }
        List<Token> tokens = Lexer.tokens(source, report);
        List<Row> rows = Rows.of(source.split("\r\n|\r|\n", -1), tokens);
        String text = Columns.text(rows, BlankLines.of(rows));
        if (!words(Lexer.tokens(text, report)).equals(words(tokens))) {
            throw new IllegalStateException("laying the source out would change what it says");
        }
        return new FormatResult.Formatted(text);
    }

    /** A contract, a module or a file of tests, by its first word. */
    private static void read(String source, Report report) {
        String first = Lexer.tokens(source, new Report()).stream()
                .filter(token -> token.kind() == Kind.NAME)
                .findFirst()
                .map(Token::text)
                .orElse("");
        switch (first) {
            case "module" -> Parser.module(source, report);
            case "test" -> Parser.tests(source, report);
            default -> Parser.parse(source, report);
        }
    }

    private record Said(Kind kind, String text) {}

    private static List<Said> words(List<Token> tokens) {
        return tokens.stream().map(t -> new Said(t.kind(), t.text())).toList();
    }
}
