package io.gradchain.cli.top;

import io.gradchain.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What {@code top} shows at one moment, in at most 80 columns with four nodes of usual heights. */
public record TopFrame(List<TopRow> rows) {
    public TopFrame {
        rows = List.copyOf(rows);
    }

    /** Its lines, the first a heading. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        long up = rows.stream().filter(row -> row.now().isPresent()).count();
        lines.add(up + " of " + rows.size() + " nodes up" + heap());
        TextTable table = new TextTable(TopRow.HEADER);
        rows.forEach(row -> table.row(row.cells()));
        // One space between the cells: more do not fit a narrow terminal.
        table.lines(1).forEach(lines::add);
        rows.stream()
                .filter(row -> row.state().equals("halted"))
                .forEach(row ->
                        lines.add(row.name() + ": " + row.now().orElseThrow().halted()));
        return lines;
    }

    /** Nodes of one process share its heap and its CPU. */
    private String heap() {
        List<Optional<Long>> processes = rows.stream()
                .map(TopRow::pid)
                .filter(Optional::isPresent)
                .distinct()
                .toList();
        long bytes = processes.stream()
                .mapToLong(pid -> rows.stream()
                        .filter(row -> row.pid().equals(pid))
                        .findFirst()
                        .orElseThrow()
                        .now()
                        .orElseThrow()
                        .heapBytes())
                .sum();
        return ", " + processes.size() + (processes.size() == 1 ? " process" : " processes") + ", heap "
                + bytes / (1 << 20) + " MiB";
    }

    public ObjectNode json() {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
        ArrayNode nodes = result.putArray("nodes");
        rows.forEach(row -> row.write(nodes.addObject()));
        return result;
    }
}
