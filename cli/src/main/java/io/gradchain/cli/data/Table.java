package io.gradchain.cli.data;

import io.gradchain.cli.error.CliError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cells of a CSV file as text, all rows as wide as the header.
 *
 * @param source the file's name, for messages
 * @param columns names from the header
 * @param rows the rows below it, in file order
 */
public record Table(String source, List<String> columns, List<Row> rows) {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** One row; {@code line} counts from 1 and is where the row starts in the file. */
    public record Row(long line, List<String> cells) {}

    /** Splits the columns in features and the one called {@code target}; all cells become finite numbers. */
    public Samples samples(String target) {
        int at = columnIndex(target);
        List<String> names = new ArrayList<>(columns);
        names.remove(at);
        return samples(names, target);
    }

    /** The features {@code names}, in that order, and the labels; other columns may hold anything. */
    public Samples samples(List<String> names, String target) {
        int at = columnIndex(target);
        double[] labels = new double[rows.size()];
        List<String> decimals = new ArrayList<>(rows.size());
        for (int i = 0; i < labels.length; i++) {
            labels[i] = number(rows.get(i), at);
            decimals.add(rows.get(i).cells().get(at).strip());
        }
        return new Samples(source, names, target, numbers(names), labels, decimals);
    }

    /** The columns {@code names}, in that order, as finite numbers: rows × names. */
    public double[][] numbers(List<String> names) {
        int[] at = names.stream().mapToInt(this::columnIndex).toArray();
        double[][] out = new double[rows.size()][at.length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < at.length; j++) {
                out[i][j] = number(rows.get(i), at[j]);
            }
        }
        return out;
    }

    private int columnIndex(String name) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw CliError.CSV_MISSING_COLUMN.at(
                    source + ":1",
                    "there is no column '" + name + "'",
                    "the columns are " + String.join(", ", columns));
        }
        return at;
    }

    private double number(Row row, int column) {
        String text = row.cells().get(column).strip();
        String place = source + ":" + row.line() + ":" + (column + 1);
        String name = "column '" + columns.get(column) + "'";
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            String what = text.isEmpty() ? "an empty cell" : "'" + shortened(text) + "'";
            throw CliError.CSV_NOT_A_NUMBER.at(
                    place,
                    what + " in " + name + " is not a number",
                    "every cell must be a decimal number; remove the row or encode the category as numbers");
        }
        // parseDouble also reads 0x1p3, 1d and 2f, which no other reader of the file would.
        if (!Double.isFinite(value) || !DECIMAL.matcher(text).matches()) {
            boolean odd = Double.isFinite(value);
            throw (odd ? CliError.CSV_NOT_A_NUMBER : CliError.CSV_NOT_FINITE)
                    .at(
                            place,
                            "'" + shortened(text) + "' in " + name
                                    + (odd ? " is not a decimal number" : " is not finite"),
                            "a model cannot learn from it; remove the row or fill in a value");
        }
        return value;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
