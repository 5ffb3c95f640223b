package io.gradchain.node.execution;

import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.mlvm.RunResult;
import java.util.List;

/**
 * How running a payload ended.
 *
 * @param gasUsed beyond the intrinsic gas
 */
record PayloadResult(Receipt.Outcome outcome, long gasUsed, List<Event> events) {
    static PayloadResult succeeded(byte[] output, long gasUsed, List<Event> events) {
        return new PayloadResult(new Receipt.Succeeded(output), gasUsed, events);
    }

    static PayloadResult failed(ExecutionFailure failure, long gasUsed) {
        return failed(new Receipt.Failed(failure.code(), RunResult.NO_FUNCTION, 0, -1), gasUsed);
    }

    static PayloadResult failed(Receipt.Failed reason, long gasUsed) {
        return new PayloadResult(reason, gasUsed, List.of());
    }
}
