package io.gradchain.cli.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a CSV file (RFC 4180, UTF-8, a header line, empty lines ignored) of at most {@link #MAX_CELLS} cells. */
public final class CsvFile {
    public static final int MAX_CELLS = 4_000_000;

    private CsvFile() {}

    public static Table read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.getFileName().toString(), in);
        } catch (NoSuchFileException e) {
            throw unreadable(path.toString(), "no such file");
        } catch (IOException e) {
            throw unreadable(path.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /** {@code source} names the stream in messages. */
    public static Table read(String source, InputStream in) {
        List<String> header = null;
        List<Table.Row> rows = new ArrayList<>();
        try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            for (CsvRecord row : csv) {
                if (header == null) {
                    header = header(source, row);
                } else {
                    rows.add(row(source, row, header.size(), rows.size()));
                }
            }
        } catch (CsvParseException e) {
            throw unreadable(source, "is not CSV: " + e.getMessage());
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(source, "cannot be read: " + e.getMessage());
        }
        if (header == null || rows.isEmpty()) {
            throw CliError.CSV_EMPTY.at(
                    source,
                    header == null ? "the file is empty" : "the file has a header line but no rows",
                    "the first line names the columns, every further line is a sample");
        }
        return new Table(source, header, rows);
    }

    private static List<String> header(String source, CsvRecord row) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : row.getFields()) {
            // A byte order mark is how spreadsheets greet; it is not part of the first name.
            String name = (names.isEmpty() && field.startsWith("\ufeff") ? field.substring(1) : field).strip();
            if (!seen.add(name)) {
                throw CliError.CSV_DUPLICATE_COLUMN.at(
                        source + ":1:" + (names.size() + 1),
                        "two columns are called '" + name + "'",
                        "give every column its own name");
            }
            names.add(name);
        }
        return names;
    }

    private static Table.Row row(String source, CsvRecord row, int width, int before) {
        long line = row.getStartingLineNumber();
        if (row.getFieldCount() != width) {
            throw CliError.CSV_RAGGED_ROW.at(
                    source + ":" + line + ":" + Math.min(row.getFieldCount() + 1, width + 1),
                    "this row has " + row.getFieldCount() + " cells, the header has " + width,
                    "check the separators of the line; cells with a comma need quotes");
        }
        if ((long) (before + 1) * width > MAX_CELLS) {
            throw CliError.CSV_TOO_LARGE.at(
                    source + ":" + line,
                    "the file has more than " + MAX_CELLS + " cells",
                    "train on a sample of the rows");
        }
        return new Table.Row(line, row.getFields());
    }

    private static CommandFailed unreadable(String place, String cause) {
        return CliError.FILE_UNREADABLE.at(place, cause);
    }
}
