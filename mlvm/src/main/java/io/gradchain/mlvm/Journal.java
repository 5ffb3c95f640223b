package io.gradchain.mlvm;

import io.gradchain.mlvm.Site.Announced;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.List;

/** Everything a call has read and wants written; the host hears of it only when the call has succeeded (M-52). */
final class Journal {
    /** What an event takes in memory beside its data. */
    private static final int EVENT_OVERHEAD = 64;

    private final List<Field> state;
    private final Host host;
    private final Meter meter;
    private final StateCell[] cells;
    private final DatasetCell[] datasets;
    private final List<Announced> events = new ArrayList<>();

    Journal(List<Field> state, Host host, Meter meter) {
        this.state = state;
        this.host = host;
        this.meter = meter;
        this.cells = new StateCell[state.size()];
        this.datasets = new DatasetCell[state.size()];
    }

    StateCell cell(int variable) {
        if (cells[variable] == null) {
            cells[variable] = new StateCell(variable, state.get(variable).type(), host, meter);
        }
        return cells[variable];
    }

    DatasetCell dataset(int variable) {
        if (datasets[variable] == null) {
            datasets[variable] =
                    new DatasetCell(variable, (Type.Dataset) state.get(variable).type(), host, meter);
        }
        return datasets[variable];
    }

    void announce(int topic, byte[] data) {
        if (events.size() == Limits.EVENTS_PER_CALL) {
            throw new Halt(Trap.TOO_MANY_EVENTS);
        }
        meter.hold(EVENT_OVERHEAD + (long) data.length);
        events.add(new Announced(topic, data));
    }

    List<Announced> announced() {
        return List.copyOf(events);
    }

    void handOver() {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                cells[i].flush();
            }
            if (datasets[i] != null) {
                datasets[i].flush();
            }
        }
        events.forEach(event -> host.emit(event.topic(), event.data()));
    }
}
