package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.ir.IrFunction;
import java.util.List;
import java.util.Optional;

/**
 * A contract without errors, all functions in the intermediate form.
 *
 * @param ids for the values that later passes add
 */
public record CheckedContract(
        String name,
        List<Field> state,
        List<EventType> events,
        List<String> messages,
        List<Default> params,
        List<IrFunction> pure,
        List<Entry> entries,
        Ids ids) {
    public CheckedContract {
        state = List.copyOf(state);
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        params = List.copyOf(params);
        pure = List.copyOf(pure);
        entries = List.copyOf(entries);
    }

    /** A param, which is an argument of init, and the raw value it has unless another is given. */
    public record Default(Field param, Optional<Long> raw) {}
}
