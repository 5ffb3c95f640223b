package io.gradchain.cli.testnet;

import io.gradchain.cli.error.CliError;
import java.util.ArrayList;
import java.util.List;

/**
 * Contracts by name, oldest first: what people type instead of addresses. {@code @last} is the newest.
 *
 * @param entries as deployed
 */
public record ContractBook(List<Entry> entries) {
    public ContractBook {
        entries = List.copyOf(entries);
    }

    /**
     * One contract.
     *
     * @param model {@code LinearRegression}, or another name its code gives itself
     * @param features of a sample; 0 if it does not say
     * @param data what was uploaded: file, split and seed; empty before the first fit
     * @param columns names of the features in that file
     */
    public record Entry(
            String name, String address, String model, int features, String data, List<String> columns, String target) {
        public Entry {
            columns = List.copyOf(columns);
        }

        /** A fresh contract without samples. */
        public static Entry deployed(String name, String address, String model, int features) {
            return new Entry(name, address, model, features, "", List.of(), "");
        }

        /** The same contract once samples were uploaded. */
        public Entry holding(String newData, List<String> newColumns, String newTarget) {
            return new Entry(name, address, model, features, newData, newColumns, newTarget);
        }
    }

    /** By name, by address, or {@code @last}. */
    public Entry find(String name) {
        if (name.equals("@last") && !entries.isEmpty()) {
            return entries.getLast();
        }
        return entries.reversed().stream()
                .filter(e -> e.name().equals(name) || e.address().equals(name))
                .findFirst()
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        name,
                        "no contract of this name was deployed on this chain",
                        entries.isEmpty()
                                ? "deploy one: gradchain deploy linear --features 10"
                                : "there are " + String.join(", ", names()) + " and @last"));
    }

    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /** {@code wanted}, or with a number behind it where that is taken. */
    public String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; names().contains(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** This book with {@code entry} added, or in place of the one with its address. */
    public ContractBook with(Entry entry) {
        List<Entry> out = new ArrayList<>(entries);
        int at = -1;
        for (int i = 0; i < out.size(); i++) {
            at = out.get(i).address().equals(entry.address()) ? i : at;
        }
        if (at < 0) {
            out.add(entry);
        } else {
            out.set(at, entry);
        }
        return new ContractBook(out);
    }
}
