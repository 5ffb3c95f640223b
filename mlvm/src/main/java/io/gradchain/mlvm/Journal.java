package io.gradchain.mlvm;

import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Type;
import java.util.List;

/** What an execution has read of one contract and wants written there (M-52). */
final class Journal {
    private final List<Field> state;
    private final Host host;
    private final Meter meter;
    private final StateCell[] cells;
    private final DatasetCell[] datasets;
    private final MapCell[] maps;

    Journal(List<Field> state, Host host, Meter meter) {
        this.state = state;
        this.host = host;
        this.meter = meter;
        this.cells = new StateCell[state.size()];
        this.datasets = new DatasetCell[state.size()];
        this.maps = new MapCell[state.size()];
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

    MapCell map(int variable) {
        if (maps[variable] == null) {
            maps[variable] =
                    new MapCell(variable, (Type.Map) state.get(variable).type(), host, meter);
        }
        return maps[variable];
    }

    void handOver() {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                cells[i].flush();
            }
            if (datasets[i] != null) {
                datasets[i].flush();
            }
            if (maps[i] != null) {
                maps[i].flush();
            }
        }
    }
}
