package io.gradchain.cli.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The data sets that come with gradchain; source and licence are in the README beside the files. */
public enum BundledData {
    DIABETES("diabetes", "progression"),
    BREAST_CANCER("breast_cancer", "malignant");

    private final String label;
    private final String target;

    BundledData(String label, String target) {
        this.label = label;
        this.target = target;
    }

    /** The file's name without its ending. */
    public String label() {
        return label;
    }

    public String target() {
        return target;
    }

    public Table table() {
        return CsvFile.read(label + ".csv", new ByteArrayInputStream(bytes(label + ".csv")));
    }

    /** The file as it is. */
    public String text() {
        return new String(bytes(label + ".csv"), StandardCharsets.UTF_8);
    }

    /** Source and licence of each. */
    public static String readme() {
        return new String(bytes("README.md"), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = BundledData.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Samples samples() {
        return table().samples(target);
    }
}
