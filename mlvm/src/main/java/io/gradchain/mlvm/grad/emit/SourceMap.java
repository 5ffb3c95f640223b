package io.gradchain.mlvm.grad.emit;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.grad.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where each instruction of each function comes from. Encoded (M-27), a function is a list of runs of instructions that
 * come from one place, one behind the other:
 *
 * <pre>
 *  +--------------+------------------------+---------+---------+
 *  | instructions | line − line before, as | column  | length  |
 *  | ≥ 1          | 2d, or −2d − 1 if d &lt; 0 |         |         |      numbers of 7 bits a byte
 *  +--------------+------------------------+---------+---------+
 * </pre>
 */
public record SourceMap(List<List<Span>> functions) {
    /** No program of {@link Limits#CODE_BYTES} has more instructions. */
    private static final int INSTRUCTIONS = Limits.CODE_BYTES;

    /** Lines, columns and lengths are at most those of the longest source. */
    private static final int PLACES = 1 << 19;

    public SourceMap {
        functions = functions.stream().map(List::copyOf).toList();
    }

    /** The place of an instruction, both numbers as a trap reports them. */
    public Optional<Span> at(int function, int pc) {
        return function >= 0
                        && function < functions.size()
                        && pc >= 0
                        && pc < functions.get(function).size()
                ? Optional.of(functions.get(function).get(pc))
                : Optional.empty();
    }

    /** @throws io.gradchain.genesis.codec.DecodeException for whatever is no canonical map */
    public static SourceMap read(ByteReader in) {
        int[] left = {INSTRUCTIONS};
        return new SourceMap(in.list(Limits.FUNCTIONS, reader -> function(reader, left)));
    }

    private static List<Span> function(ByteReader in, int[] left) {
        List<Span> places = new ArrayList<>();
        Span before = Span.NOWHERE;
        int runs = in.u32();
        for (int i = 0; i < runs; i++) {
            int instructions = Compact.read(in, left[0]);
            int line = before.line() + Compact.readSigned(in, PLACES);
            int column = Compact.read(in, PLACES);
            int length = Compact.read(in, PLACES);
            if (instructions < 1 || line < 1 || line > PLACES || column < 1 || length < 1) {
                throw in.fail("a run of " + instructions + " instructions at " + line + ":" + column + "+" + length);
            }
            Span place = new Span(line, column, length);
            if (i > 0 && place.equals(before)) {
                throw in.fail("two runs that should be one");
            }
            for (int k = 0; k < instructions; k++) {
                places.add(place);
            }
            left[0] -= instructions;
            before = place;
        }
        return places;
    }

    public static void write(ByteWriter out, SourceMap map) {
        out.list(map.functions, SourceMap::write);
    }

    private static void write(ByteWriter out, List<Span> places) {
        ByteWriter runs = new ByteWriter();
        int count = 0;
        int line = Span.NOWHERE.line();
        int end = 0;
        for (int from = 0; from < places.size(); from = end) {
            Span place = places.get(from);
            while (end < places.size() && places.get(end).equals(place)) {
                end++;
            }
            Compact.write(runs, end - from);
            Compact.writeSigned(runs, place.line() - line);
            Compact.write(runs, place.column());
            Compact.write(runs, place.length());
            line = place.line();
            count++;
        }
        out.u32(count).raw(runs.toByteArray());
    }
}
