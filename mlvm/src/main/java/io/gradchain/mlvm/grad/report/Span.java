package io.gradchain.mlvm.grad.report;

/**
 * A piece of one line of source.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param length at least 1
 */
public record Span(int line, int column, int length) implements Comparable<Span> {
    /** Where nothing in the source is to blame. */
    public static final Span NOWHERE = new Span(1, 1, 1);

    public Span {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("span " + line + ":" + column + "+" + length);
        }
    }

    /** From the start of this to the end of the other, or this alone if the other is on a later line. */
    public Span to(Span other) {
        return other.line != line || other.column < column
                ? this
                : new Span(line, column, Math.max(length, other.column + other.length - column));
    }

    @Override
    public int compareTo(Span other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
