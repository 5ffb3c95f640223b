package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.check.Prices;
import io.gradchain.mlvm.check.Prices.Price;
import io.gradchain.mlvm.check.ProgramValidator;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines of a source the gas of a function goes to, lines of the pure functions it calls among them.
 *
 * @param worst what a call costs at most
 * @param entering the part of it that no line causes: the call itself and its arguments
 * @param lines by number; a branch that is not the dearest is shown too, though {@code worst} is without it
 */
public record LineGas(long worst, long entering, SortedMap<Integer, Line> lines) {
    /**
     * What came of one line.
     *
     * @param instructions how many
     * @param runs how often the busiest of them runs at most
     * @param gas of all runs of all of them, at most
     */
    public record Line(int instructions, long runs, long gas) {
        private Line with(Price price) {
            return new Line(instructions + 1, Math.max(runs, price.runs()), GasTable.plus(gas, price.worst()));
        }
    }

    /** Empty if no function called from outside has this name. */
    public static Optional<LineGas> of(Compiled contract, String function) {
        return switch (ProgramValidator.validate(contract.program().encoded())) {
            case Validation.Accepted accepted ->
                accepted.program().routine(function).map(routine -> of(contract, routine));
            case Validation.Refused refused -> throw new IllegalStateException(refused.reason());
        };
    }

    private static LineGas of(Compiled contract, Routine routine) {
        SortedMap<Integer, Line> lines = new TreeMap<>();
        List<Price> prices = Prices.of(routine, contract.shown().state());
        for (int pc = 0; pc < prices.size(); pc++) {
            Span at = contract.places().at(routine.index(), pc).orElse(Span.NOWHERE);
            Line before = lines.getOrDefault(at.line(), new Line(0, 0, 0));
            lines.put(at.line(), before.with(prices.get(pc)));
        }
        return new LineGas(routine.worstGas(), Prices.entering(routine), lines);
    }
}
