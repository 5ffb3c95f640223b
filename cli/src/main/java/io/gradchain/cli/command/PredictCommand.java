package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Table;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.TrainingContract;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.List;
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
        footerHeading = "%nExample:%n",
        footer = "  gradchain predict tumours --csv new.csv")
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

    @Override
    public void run() {
        Screen screen = common.screen();
        ContractBook.Entry entry = common.home().testnet().contracts().find(contract);
        if (entry.columns().isEmpty()) {
            throw CliError.NOT_FOUND.at(
                    entry.name(), "it has not been trained here", "gradchain fit " + entry.name() + " --data FILE.csv");
        }
        Table table = FitCommand.table(csv);
        double[][] rows = table.numbers(entry.columns());
        try (ChainClient chain = target.connect(common.home())) {
            TrainingContract model = new TrainingContract(chain, Target.parse(entry.address()));
            long[][] raw = Quantised.features(table.source(), model.scale().apply(rows), Quantised.NARROW_BITS);
            boolean logistic = model.model() == Model.LOGISTIC;
            List<String> functions = logistic ? List.of("predict", "predict_proba") : List.of("predict");
            long[][] answers = functions.stream().map(f -> model.ask(f, raw)).toArray(long[][]::new);
            show(screen, entry, logistic, answers);
        }
    }

    private static void show(Screen screen, ContractBook.Entry entry, boolean logistic, long[][] answers) {
        TextTable table = logistic
                ? new TextTable("row", entry.target(), "probability of 1")
                : new TextTable("row", entry.target());
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("ok", true).put("target", entry.target());
        ArrayNode predictions = result.putArray("predictions");
        ArrayNode raws = result.putArray("predictionsRaw");
        ArrayNode probabilities = logistic ? result.putArray("probabilities") : null;
        for (int i = 0; i < answers[0].length; i++) {
            predictions.add(Quantised.toDouble(answers[0][i]));
            raws.add(Long.toString(answers[0][i]));
            String number = Integer.toString(i + 1);
            if (logistic) {
                probabilities.add(Quantised.toDouble(answers[1][i]));
            }
            if (i < SHOWN && logistic) {
                table.row(number, Fixed.toString(answers[0][i]), Fixed.toString(answers[1][i]));
            } else if (i < SHOWN) {
                table.row(number, Fixed.toString(answers[0][i]));
            }
        }
        screen.heading(entry.name() + " predicts " + entry.target());
        screen.table(table);
        if (answers[0].length > SHOWN) {
            screen.line("  … " + (answers[0].length - SHOWN) + " more rows, --json shows all");
        }
        screen.next("gradchain call " + entry.name() + " coef_");
        screen.result(result);
    }
}
