package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.gas.GasTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Spreads the worst case of a function (M-71) over its instructions. Without branches the shares add up to it; of a
 * branch the worst case has only the dearer side, while each side is shown here.
 */
public final class Prices {
    /**
     * What an instruction costs at most in one call.
     *
     * @param each one run at the caps of its sizes
     * @param runs how often it runs at most: the maxima of the loops around it multiplied
     * @param once for the storage it is first to touch
     */
    public record Price(long each, long runs, long once) {
        public long worst() {
            return GasTable.plus(GasTable.times(each, runs), once);
        }
    }

    private Prices() {}

    /** One price for each instruction. */
    public static List<Price> of(Routine routine, List<Field> state) {
        boolean appends = routine.steps().stream().anyMatch(s -> s.op() == Op.APPEND);
        Cost cost = new Cost(state, routine.registers(), appends);
        Deque<Long> around = new ArrayDeque<>(List.of(1L));
        List<Price> prices = new ArrayList<>();
        for (Step step : routine.steps()) {
            long before = cost.storage();
            long each = cost.price(step);
            prices.add(new Price(each, around.element(), cost.storage() - before));
            switch (step.op()) {
                case LOOP -> around.push(GasTable.times(around.element(), step.immediate()));
                case IF -> around.push(around.element());
                case END -> around.pop();
                default -> {}
            }
        }
        return List.copyOf(prices);
    }

    /** What a call costs before its first instruction: entering, and the arguments at their largest. */
    public static long entering(Routine routine) {
        return new Cost(List.of(), List.of(), false).worst(routine.signature().parameterTypes());
    }
}
