package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Table;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.TrainingContract;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks a trained contract about new samples. */
@Command(
        name = "predict",
        description = "Ask a trained contract about new samples; they are put in its units first.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradchain predict tumours --csv new.csv", "  gradchain predict digits --csv new.csv --proba"})
final class PredictCommand implements Runnable {
    private static final int SHOWN = 20;

    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(paramLabel = "CONTRACT", description = "A name, @last, or an address.")
    private String contract;

    @Option(
            names = "--csv",
            paramLabel = "CSV",
            required = true,
            description = "Samples with the columns it learnt from.")
    private String csv;

    @Option(
            names = "--proba",
            description = "The probability of every class too (default: only where there are two classes).")
    private boolean proba;

    @Override
    public void run() {
        Screen screen = common.screen();
        ContractBook.Entry entry = trained(common.home().testnet().contracts().find(contract));
        Table table = FitCommand.table(csv);
        double[][] rows = table.numbers(entry.columns());
        try (ChainClient chain = target.connect(common.home())) {
            TrainingContract model = new TrainingContract(chain, Target.parse(entry.address()));
            Optional<Integer> classes = model.trainer().outputs("predict_proba");
            if (proba && classes.isEmpty()) {
                throw CliError.BAD_OPTION.at(
                        "--proba", model.trainer().shown().name() + " has no predict_proba", "leave it out");
            }
            long[][] raw = Quantised.features(table.source(), model.scale().apply(rows), bits(model));
            long[][] answers = model.ask("predict", raw);
            if (answers.length > 0 && answers[0].length != 1) {
                throw CliError.NOT_FOUND.at(
                        model.trainer().shown().name(), "its predict gives " + answers[0].length + " numbers a row");
            }
            boolean probabilities = proba || classes.equals(Optional.of(1));
            show(
                    screen,
                    entry,
                    answers,
                    probabilities ? Optional.of(model.ask("predict_proba", raw)) : Optional.empty());
        }
    }

    /** Refuses a contract whose columns nobody noted. */
    static ContractBook.Entry trained(ContractBook.Entry entry) {
        if (entry.columns().isEmpty()) {
            throw CliError.NOT_FOUND.at(
                    entry.name(), "it has not been trained here", "gradchain fit " + entry.name() + " --data FILE.csv");
        }
        return entry;
    }

    /** Fraction bits of new features; those of a contract that keeps no scale may be small numbers. */
    static int bits(TrainingContract model) {
        return model.trainer().keepsScale() ? Quantised.NARROW_BITS : Quantised.FULL_BITS;
    }

    private static void show(
            Screen screen, ContractBook.Entry entry, long[][] answers, Optional<long[][]> probabilities) {
        int outputs = probabilities
                .filter(all -> all.length > 0)
                .map(all -> all[0].length)
                .orElse(0);
        List<String> header = new ArrayList<>(List.of("row", entry.target()));
        for (int k = 0; k < outputs; k++) {
            header.add(outputs == 1 ? "probability of 1" : "p(" + k + ")");
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int i = 0; i < Math.min(SHOWN, answers.length); i++) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(i + 1), Fixed.toString(answers[i][0])));
            for (int k = 0; k < outputs; k++) {
                cells.add(Fixed.toString(probabilities.orElseThrow()[i][k]));
            }
            table.row(cells.toArray(String[]::new));
        }
        screen.heading(entry.name() + " predicts " + entry.target());
        screen.table(table);
        if (answers.length > SHOWN) {
            screen.line("  … " + (answers.length - SHOWN) + " more rows, --json shows all");
        }
        screen.next("gradchain score " + entry.name() + " --data FILE.csv");
        screen.result(json(entry, answers, probabilities));
    }

    private static ObjectNode json(ContractBook.Entry entry, long[][] answers, Optional<long[][]> probabilities) {
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("ok", true).put("target", entry.target());
        ArrayNode predictions = result.putArray("predictions");
        ArrayNode raws = result.putArray("predictionsRaw");
        for (long[] answer : answers) {
            predictions.add(Quantised.toDouble(answer[0]));
            raws.add(Long.toString(answer[0]));
        }
        probabilities.ifPresent(all -> {
            ArrayNode rows = result.putArray("probabilities");
            for (long[] row : all) {
                // Of two classes one probability tells both.
                ArrayNode cells = row.length == 1 ? rows : rows.addArray();
                for (long raw : row) {
                    cells.add(Quantised.toDouble(raw));
                }
            }
        });
        return result;
    }
}
