package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.check.ProgramValidator;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.check.CheckedContract;
import io.gradchain.mlvm.grad.check.ContractChecker;
import io.gradchain.mlvm.grad.check.Entry;
import io.gradchain.mlvm.grad.emit.Emitter;
import io.gradchain.mlvm.grad.emit.Emitter.Emitted;
import io.gradchain.mlvm.grad.emit.SourceMap;
import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.LoopMotion;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Simplify;
import io.gradchain.mlvm.grad.ir.TooLongException;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Parser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The compiler of Grad: source, syntax, checked intermediate form with gradients derived, simplified, instructions. It
 * answers for any text, and keeps nothing between calls.
 *
 * <p>It is a rule of the language that a value nobody uses is not computed.
 */
public final class Compiler {
    /** Changes whenever a source may become other code; kept with the contract, so that it can be compared (M-27). */
    public static final int VERSION = 1;

    /** UTF-16 units. */
    public static final int SOURCE_LENGTH = 256 * 1024;

    private Compiler() {}

    /** @param sizes of the contract; those left out have the default the source gives */
    public static CompileResult compile(String source, SortedMap<String, Integer> sizes) {
        if (source.length() > SOURCE_LENGTH) {
            return new Refused(List.of(tooLong()));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(source)) {
            return new Refused(
                    List.of(Diagnostic.error(Code.G002, Span.NOWHERE, "the source holds half of a surrogate pair")));
        }
        Report report = new Report();
        return finish(
                report,
                () -> Parser.parse(source, report)
                        .contract()
                        .flatMap(contract -> ContractChecker.check(contract, sizes, report)));
    }

    static Diagnostic tooLong() {
        return Diagnostic.error(Code.G013, Span.NOWHERE, "the source is longer than " + SOURCE_LENGTH + " characters");
    }

    /** From a checked contract to a program. */
    static CompileResult finish(Report report, Supplier<Optional<CheckedContract>> checked) {
        Optional<Compiled> compiled = Optional.empty();
        try {
            compiled = checked.get().flatMap(contract -> emit(contract, report));
        } catch (TooLongException tooLong) {
            report.add(Diagnostic.error(
                    Code.G902,
                    tooLong.at(),
                    "the program is too long or too deep once calls and loops are written out"));
        }
        return compiled.isPresent() && !report.refuses() ? compiled.get() : new Refused(report.sorted());
    }

    private static IrFunction simplified(Entry entry, Ids ids) {
        List<Node> body = Simplify.run(LoopMotion.run(Simplify.run(entry.body()), ids));
        List<String> names =
                entry.signature().parameters().stream().map(Field::name).toList();
        return new IrFunction(entry.signature().name(), names, entry.parameters(), body, List.of());
    }

    private static Optional<Compiled> emit(CheckedContract contract, Report report) {
        List<IrFunction> entries = new ArrayList<>();
        List<Emitted> emitted = new ArrayList<>();
        for (Entry entry : contract.entries()) {
            IrFunction simple = simplified(entry, contract.ids());
            entries.add(simple);
            Emitter.emit(simple.parameters(), simple.body(), entry.span(), report)
                    .ifPresent(emitted::add);
        }
        if (contract.entries().size() > Limits.FUNCTIONS || contract.messages().size() > Limits.MESSAGES) {
            report.add(Diagnostic.error(
                    Code.G901,
                    Span.NOWHERE,
                    "a contract has at most " + Limits.FUNCTIONS + " functions (with one for each state variable) and "
                            + Limits.MESSAGES + " messages"));
        }
        if (report.refuses()) {
            return Optional.empty();
        }
        Interface shown = new Interface(
                contract.name(),
                contract.state(),
                contract.events(),
                contract.messages(),
                contract.entries().stream().map(Entry::signature).toList());
        List<Body> bodies = emitted.stream().map(Emitted::body).toList();
        SourceMap places = new SourceMap(emitted.stream().map(Emitted::places).toList());
        return validate(new Program(shown, bodies), places, contract, entries, report);
    }

    /** What the machine would refuse at deploy is refused here, and the machine says what a call costs at most. */
    private static Optional<Compiled> validate(
            Program program, SourceMap places, CheckedContract contract, List<IrFunction> entries, Report report) {
        return switch (ProgramValidator.validate(program.encoded())) {
            case Validation.Accepted accepted -> {
                SortedMap<String, Long> gas = new TreeMap<>();
                accepted.program().routines().forEach(r -> gas.put(r.signature().name(), r.worstGas()));
                yield Optional.of(new Compiled(
                        program, places, gas, contract.params(), contract.pure(), entries, report.sorted()));
            }
            case Validation.Refused refused -> {
                Span at = places.at(refused.function(), refused.pc()).orElse(Span.NOWHERE);
                report.add(Diagnostic.error(Code.G901, at, "the machine refuses this: " + refused.reason()));
                yield Optional.empty();
            }
        };
    }
}
