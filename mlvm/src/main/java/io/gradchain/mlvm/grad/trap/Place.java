package io.gradchain.mlvm.grad.trap;

import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.mlvm.grad.report.Span;
import java.util.Optional;

/**
 * Where an instruction comes from.
 *
 * @param text the whole line
 */
public record Place(Span span, String text) {
    /** Empty if the metadata holds no places; a place that is not in the source is none. */
    public static Optional<Place> of(Metadata metadata, int function, int pc) {
        Optional<Span> span = metadata.places().flatMap(map -> map.at(function, pc));
        Optional<String> line = span.flatMap(at ->
                metadata.source().orElseThrow().lines().skip(at.line() - 1L).findFirst());
        return line.filter(text -> inside(span.get(), text)).map(text -> new Place(span.get(), text));
    }

    private static boolean inside(Span span, String text) {
        return span.column() <= text.length() && span.length() <= text.length() - span.column() + 1;
    }

    /** The piece of the line itself. */
    public String marked() {
        return piece(span);
    }

    /** Another piece of the same line. */
    String piece(Span part) {
        return text.substring(part.column() - 1, part.column() - 1 + part.length());
    }
}
