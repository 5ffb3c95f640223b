package io.gradchain.node.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads Prometheus's text format: as strict as a scraper, and sharing nothing with what writes it. */
public final class Exposition {
    private final Map<String, Family> families = new TreeMap<>();
    private final Map<String, Double> samples = new TreeMap<>();

    /** A metric as its HELP and TYPE lines describe it. */
    public record Family(String name, String type, String help) {}

    public Exposition(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        String help = "";
        Family open = new Family("", "", "");
        for (String line : text.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                help = line.substring(7);
            } else if (line.startsWith("# TYPE ")) {
                String[] words = line.substring(7).split(" ", -1);
                if (!help.startsWith(words[0] + " ") || families.containsKey(words[0])) {
                    throw new IllegalArgumentException("without help, or twice: " + line);
                }
                open = new Family(words[0], words[1], help.substring(words[0].length() + 1));
                families.put(open.name(), open);
            } else {
                sample(line, open);
            }
        }
    }

    private void sample(String line, Family open) {
        int end = line.lastIndexOf(' ');
        String series = line.substring(0, end);
        if (!series.matches("[a-z_:][a-z0-9_:]*(\\{([a-z_]+=\"[^\"\\\\]*\",?)+})?") || !belongs(series, open)) {
            throw new IllegalArgumentException("not a sample of " + open + ": " + line);
        }
        if (samples.put(series, Double.parseDouble(line.substring(end + 1).replace("+Inf", "Infinity"))) != null) {
            throw new IllegalArgumentException("twice: " + line);
        }
    }

    private static boolean belongs(String series, Family open) {
        String name = series.split("\\{", 2)[0];
        return open.type().equals("histogram")
                ? List.of("_bucket", "_sum", "_count").stream().anyMatch(end -> name.equals(open.name() + end))
                : name.equals(open.name());
    }

    public List<Family> families() {
        return new ArrayList<>(families.values());
    }

    /** The sample of this name, with labels as they are written. */
    public double value(String series) {
        Double value = samples.get(series);
        if (value == null) {
            throw new IllegalArgumentException(series + " is not among " + samples.keySet());
        }
        return value;
    }

    /** The buckets of a histogram without further labels, in their order; the last holds all. */
    public List<Double> buckets(String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "_bucket{le="))
                .sorted((a, b) -> Double.compare(bound(a.getKey()), bound(b.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static double bound(String series) {
        String le = series.substring(series.indexOf("le=\"") + 4, series.lastIndexOf('"'));
        return Double.parseDouble(le.replace("+Inf", "Infinity"));
    }
}
