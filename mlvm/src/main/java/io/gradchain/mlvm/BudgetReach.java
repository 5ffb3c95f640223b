package io.gradchain.mlvm;

import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site.Round;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.gas.StoragePrice;
import java.util.List;

/** How far the gas of a call reached in its outermost loop, and how far it would reach in a shorter one. */
final class BudgetReach {
    private final Program program;
    private final List<Instruction> instructions;
    private final Trapped trapped;
    private final String unit;

    /** @param unit what a round is called: epochs */
    BudgetReach(Program program, Trapped trapped, String unit) {
        this.program = program;
        this.instructions = program.bodies().get(trapped.function()).instructions();
        this.trapped = trapped;
        this.unit = unit;
    }

    String gas() {
        if (trapped.site().rounds().isEmpty()) {
            return end(0, trapped.pc()) < trapped.pc()
                    ? "all " + unit + " were done, but the gas ran out before their result was stored"
                    : "the gas ran out before the first round of a loop";
        }
        Round outermost = trapped.site().rounds().getFirst();
        if (outermost.index() == 0) {
            return "the gas ran out before the first of " + outermost.of() + " " + unit + " was done";
        }
        long each = trapped.gasUsed() / outermost.index();
        long afterwards = afterwards();
        long fits = Math.max(0, (trapped.gasUsed() - afterwards) / Math.max(1, each) - 1);
        long all = GasTable.plus(GasTable.times(each, outermost.of()), afterwards);
        return outermost.index() + " of " + outermost.of() + " " + unit + " were done when the gas ran out: a call of "
                + fits + " would fit, " + outermost.of() + " take about " + all + " gas in the machine";
    }

    /** What is stored once the loop has ended, at its dearest. */
    private long afterwards() {
        long gas = 0;
        for (Instruction in : instructions.subList(end(trapped.pc(), instructions.size()), instructions.size())) {
            if (in.op() == Op.STORE) {
                Type type = program.shown().state().get((int) in.immediate()).type();
                gas = GasTable.plus(gas, GasTable.plus(StoragePrice.probe(type), StoragePrice.store(type, true)));
            }
        }
        return gas;
    }

    /** Behind the last END from {@code from} on, below {@code to}, that closes a block opened outside of all others. */
    private int end(int from, int to) {
        int depth = 0;
        for (int i = 0; i < from; i++) {
            depth += change(instructions.get(i).op());
        }
        for (int i = from; i < to; i++) {
            depth += change(instructions.get(i).op());
            if (depth == 0 && instructions.get(i).op() == Op.END) {
                return i + 1;
            }
        }
        return to;
    }

    private static int change(Op op) {
        return op == Op.LOOP || op == Op.IF ? 1 : op == Op.END ? -1 : 0;
    }
}
