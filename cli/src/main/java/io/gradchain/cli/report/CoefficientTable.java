package io.gradchain.cli.report;

import io.gradchain.cli.reference.Fit;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.training.Learned;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Coefficients for people. */
final class CoefficientTable {
    /** Outputs that fit on a line. */
    static final int WIDTH = 6;

    private CoefficientTable() {}

    /** Beside those of float64; of one output. */
    static TextTable beside(List<String> names, Learned chain, Fit float64) {
        TextTable table = new TextTable("coefficient", "on chain", "float64", "difference");
        for (int j = 0; j < names.size(); j++) {
            row(table, names.get(j), chain.coefficient(j, 0), float64.coefficients()[j]);
        }
        row(table, "intercept", chain.intercept(0), float64.intercept());
        return table;
    }

    private static void row(TextTable table, String name, double chain, double float64) {
        table.row(
                name, "%.9f".formatted(chain), "%.9f".formatted(float64), "%.1e".formatted(Math.abs(chain - float64)));
    }

    /** A column an output, the first {@link #WIDTH}. */
    static TextTable alone(List<String> names, Learned chain) {
        int shown = Math.min(WIDTH, chain.outputs());
        List<String> header = new ArrayList<>(List.of("coefficient"));
        IntStream.range(0, shown)
                .mapToObj(k -> chain.outputs() == 1 ? "on chain" : "class " + k)
                .forEach(header::add);
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int j = 0; j < chain.coefficients().length; j++) {
            int feature = j;
            String name = names.size() == chain.coefficients().length ? names.get(j) : "coef_[" + j + "]";
            table.row(cells(name, shown, k -> chain.coefficient(feature, k)));
        }
        if (chain.hasIntercept()) {
            table.row(cells("intercept", shown, chain::intercept));
        }
        return table;
    }

    private interface Column {
        double value(int output);
    }

    private static String[] cells(String name, int shown, Column column) {
        List<String> cells = new ArrayList<>(List.of(name));
        IntStream.range(0, shown)
                .mapToObj(k -> "%.9f".formatted(column.value(k)))
                .forEach(cells::add);
        return cells.toArray(String[]::new);
    }
}
