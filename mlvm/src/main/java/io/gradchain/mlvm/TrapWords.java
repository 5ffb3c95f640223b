package io.gradchain.mlvm;

import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.trap.LossCourse;
import io.gradchain.mlvm.grad.trap.Operand;
import io.gradchain.mlvm.grad.trap.Operands;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a trap usually means in a training, and what helps. */
final class TrapWords {
    private static final String STANDARDISE = "standardise the features";

    /** Words by which sources call a spread. */
    private static final List<String> SPREADS = List.of("std", "sigma", "scale", "dev", "spread");

    private final Program program;
    private final Trapped trapped;
    private final Optional<Signature> signature;
    private final Optional<Operands> at;
    private final List<Operand> operands;
    private final LossCourse losses;
    private final SortedMap<String, String> rates;

    TrapWords(
            Program program,
            Trapped trapped,
            Optional<Signature> signature,
            Optional<Operands> at,
            List<Operand> operands,
            LossCourse losses,
            SortedMap<String, String> rates) {
        this.program = program;
        this.trapped = trapped;
        this.signature = signature;
        this.at = at;
        this.operands = operands;
        this.losses = losses;
        this.rates = rates;
    }

    Optional<String> reading() {
        return switch (trapped.trap()) {
            case OVERFLOW -> diverges().or(this::overflow).or(this::leaps);
            case DOMAIN -> at.flatMap(o -> domain(o.op()));
            case INDEX -> index();
            case SHAPE -> sizes();
            case OUT_OF_GAS -> at.map(o -> new BudgetReach(program, trapped, unit()).gas());
            case BAD_ARGUMENT -> argument();
            case CAPACITY -> capacity();
            case LOOP_BOUND ->
                immediate().map(most -> trapped.index() + " rounds were asked for, the loop declares at most " + most);
            case BALANCE -> Optional.of("the contract has " + trapped.index() + " units");
            case NO_RANDOM -> Optional.of("height " + trapped.index() + " was asked for");
            case CALLEE -> trapped.site().inner().map(TrapWords::inner);
            case OUT_OF_MEMORY, REQUIRE, UNKNOWN_FUNCTION, NOT_CALLABLE, TOO_MANY_EVENTS, NOT_PAYABLE ->
                Optional.empty();
            case REENTRANT, CALL_DEPTH, NO_CONTRACT, BAD_RESULT -> Optional.empty();
        };
    }

    /** What happened in the contract that was called, whose source is not at hand. */
    private static String inner(Site.Inner inner) {
        Trap trap = inner.trapped().trap();
        return "the contract at 0x" + HexFormat.of().formatHex(inner.contract()) + " trapped " + trap.id() + ": "
                + trap.cause();
    }

    String hint() {
        if (trapped.trap() == Trap.OVERFLOW && !rates.isEmpty()) {
            String rate = rates.firstKey();
            return "lower " + rate + " (--param " + rate + "=…), or " + STANDARDISE;
        }
        return trapped.trap() == Trap.REQUIRE
                ? "this is the contract's own condition, its line says what must hold"
                : trapped.trap().hint();
    }

    private Optional<String> diverges() {
        return losses.growth().map(growth -> growth + ": the step size is too large" + rateInWords());
    }

    private Optional<String> leaps() {
        return losses.early()
                .filter(text -> !rates.isEmpty())
                .map(text -> text + ": the step size is probably too large" + rateInWords());
    }

    private String rateInWords() {
        return rates.isEmpty() ? "" : " (" + rates.firstKey() + " = " + rates.get(rates.firstKey()) + ")";
    }

    private Optional<String> overflow() {
        return at.flatMap(o -> switch (o.op()) {
            case EXP ->
                Optional.of("e^x leaves the range above x = 21.48: " + STANDARDISE + ", or make the step smaller");
            case DIV -> Optional.of("the divisor is close to 0");
            case MATVEC, VECMAT, MATMUL, TMATMUL, DOT, OUTER, SUM, NORM ->
                Optional.of("a sum of products of large numbers left the range: " + STANDARDISE);
            default -> Optional.empty();
        });
    }

    private Optional<String> domain(Op op) {
        return switch (op) {
            case DIV, MOD -> Optional.of(division());
            case LN -> Optional.of("ln is known above 0 only; softplus(z) - y * z is a cross-entropy that takes no ln");
            case SQRT -> Optional.of("the square root of a negative number");
            case MEAN, HIGHEST, LOWEST, ARGMAX -> Optional.of("there are no rows: add some first");
            case SOLVE -> Optional.of("the matrix has no inverse: two columns say the same, or a penalty is missing");
            default -> Optional.empty();
        };
    }

    private String division() {
        boolean spread = at.flatMap(o -> o.maker(1)).filter(op -> op == Op.SQRT).isPresent()
                || (operands.size() > 1 && isSpread(operands.get(1).name()));
        if (!spread) {
            return "the divisor is 0";
        }
        return (trapped.index() >= 0 ? "column " + trapped.index() : "a column")
                + " is constant, so its standard deviation is 0: leave it out, it teaches nothing";
    }

    private static boolean isSpread(String name) {
        return SPREADS.stream().anyMatch(name::contains);
    }

    private Optional<String> index() {
        return operands.size() > 1
                ? Optional.of("index " + operands.get(1).value() + " of "
                        + operands.get(0).type() + ", counted from 0")
                : Optional.empty();
    }

    private Optional<String> sizes() {
        return operands.size() > 1
                ? Optional.of(operands.get(0).type() + " and " + operands.get(1).type() + " do not fit together")
                : Optional.empty();
    }

    private String unit() {
        boolean epochs = signature.stream()
                .flatMap(s -> s.parameters().stream())
                .anyMatch(p -> p.name().equals("epochs"));
        return epochs ? "epochs" : "rounds";
    }

    private Optional<String> argument() {
        return signature
                .filter(s -> trapped.index() >= 0)
                .map(s -> trapped.index() < s.parameters().size()
                        ? "argument " + trapped.index() + " is no "
                                + s.parameters().get((int) trapped.index())
                        : "there are bytes behind the last of " + s.parameters().size() + " arguments");
    }

    private Optional<String> capacity() {
        return immediate()
                .map(variable -> program.shown().state().get(variable.intValue()))
                .map(field -> field.type() instanceof Type.Dataset data
                        ? field.name() + " holds at most " + data.cap() + " rows, this would make " + trapped.index()
                        : field + " is full");
    }

    private Optional<Long> immediate() {
        return at.map(o ->
                        program.bodies().get(trapped.function()).instructions().get(trapped.pc()))
                .map(Instruction::immediate);
    }
}
