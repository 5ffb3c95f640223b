package io.gradchain.cli.bench;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A series for people: medians over the runs, with the smallest and the largest where there are several. */
final class BenchTable {
    private BenchTable() {}

    static void print(Screen screen, BenchSeries series) {
        List<String> header = new ArrayList<>(List.of("ms"));
        Percentiles.COLUMNS.forEach(column -> header.add(column.name()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Stage stage : Stage.values()) {
            List<String> row = new ArrayList<>(List.of(stage.title()));
            Percentiles.COLUMNS.forEach(column -> row.add(text(series.millis(stage, column))));
            table.row(row.toArray(String[]::new));
        }
        screen.table(table);
        screen.line("  blocks/s " + text(series.blocksPerSecond()) + "   longest gaps between blocks, ms: "
                + text(series.gapMillis(0)) + ", then " + text(series.gapMillis(1)));
        screen.line("  transfers %d, refused %d, unfinished %d"
                .formatted(series.intended(), series.refused(), series.unfinished()));
    }

    private static String text(BenchSeries.Spread spread) {
        String median = number(spread.median());
        return spread.min() == spread.max()
                ? median
                : median + " (" + number(spread.min()) + "–" + number(spread.max()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1_000 ? "%.1f" : "%.0f", value);
    }
}
