package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns an entry function into instructions of the machine. */
public final class Emitter {
    /** A body and where each of its instructions comes from. */
    public record Emitted(Body body, List<Span> places) {
        public Emitted {
            places = List.copyOf(places);
        }
    }

    /** More cannot fit into the bytes a program may have. */
    private static final int MOST_LINES = Limits.CODE_BYTES / 2;

    private Emitter() {}

    /** Empty if the machine's limits are exceeded; the report says where. */
    public static Optional<Emitted> emit(List<Value> parameters, List<Node> nodes, Span function, Report report) {
        List<Line> all = Lines.of(nodes);
        if (all.size() > MOST_LINES) {
            report.add(Diagnostic.error(
                    Code.G901, function, "this function is longer than " + MOST_LINES + " instructions"));
            return Optional.empty();
        }
        List<Line> lines = Aliases.dissolve(parameters, all);
        Registers registers = new Registers(parameters, lines);
        List<Instruction> instructions = new ArrayList<>();
        List<Span> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            try {
                List<Integer> in = line.in().stream().map(registers::of).toList();
                registers.line(i, line);
                List<Integer> used = new ArrayList<>();
                if (line.out() != null) {
                    used.add(registers.of(line.out()));
                }
                used.addAll(in);
                if (parameters.size() + registers.locals.size() > Limits.REGISTERS) {
                    report.add(Diagnostic.error(
                            Code.G901, function, "this function needs more than " + Limits.REGISTERS + " registers"));
                    return Optional.empty();
                }
                instructions.add(new Instruction(line.op(), used, line.immediate()));
                places.add(line.at());
                registers.after(i);
            } catch (IllegalArgumentException beyond) {
                report.add(Diagnostic.error(
                        Code.G116, line.at(), "the machine cannot hold this value: " + beyond.getMessage()));
                return Optional.empty();
            }
        }
        return Optional.of(new Emitted(new Body(registers.locals, instructions), places));
    }
}
