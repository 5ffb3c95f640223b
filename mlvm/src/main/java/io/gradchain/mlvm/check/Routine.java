package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import java.util.List;

/**
 * A checked function.
 *
 * @param index its place in the program
 * @param registers types of all its registers, parameters first
 * @param loops how deep its loops nest
 * @param payable whether it reads the units paid, and so may be paid
 * @param worstGas what it costs at most, reached where every size is at its cap and every loop at its maximum;
 *     {@link Long#MAX_VALUE} if beyond
 */
public record Routine(
        int index,
        Signature signature,
        List<Type> registers,
        List<Step> steps,
        int loops,
        boolean payable,
        long worstGas) {
    public Routine {
        registers = List.copyOf(registers);
        steps = List.copyOf(steps);
    }
}
