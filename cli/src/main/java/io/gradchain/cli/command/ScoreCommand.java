package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Samples;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.Judge;
import io.gradchain.cli.training.Judgement;
import io.gradchain.cli.training.TrainingContract;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Says how good a trained contract is on samples with known answers. */
@Command(
        name = "score",
        description = "Score a trained contract on samples with known answers; they are put in its units first.",
        footerHeading = "%nExample:%n",
        footer = {
            "  gradchain score tumours --data test.csv --target malignant",
            "",
            "The contract's own score where it has one that takes all rows at once; else R² or accuracy of what it",
            "predicts."
        })
final class ScoreCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(paramLabel = "CONTRACT", description = "A name, @last, or an address.")
    private String contract;

    @Option(
            names = "--data",
            paramLabel = "CSV",
            required = true,
            description = "Samples with the columns it learnt from, and the target.")
    private String data;

    @Option(names = "--target", paramLabel = "COLUMN", description = "The answers (default: the column it learnt).")
    private Optional<String> column = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        ContractBook.Entry entry =
                PredictCommand.trained(common.home().testnet().contracts().find(contract));
        Samples samples = FitCommand.table(data).samples(entry.columns(), column.orElse(entry.target()));
        try (ChainClient chain = target.connect(common.home())) {
            TrainingContract model = new TrainingContract(chain, Target.parse(entry.address()));
            Quantised rows = Quantised.of(model.task().check(samples), model.scale(), PredictCommand.bits(model));
            Judge judge = new Judge(model, model.origin().library().isPresent());
            switch (judge.of(rows)) {
                case Judgement.Score(String name, double value, String by) -> {
                    screen.line("%s %.4f on %d rows of %s   (%s)"
                            .formatted(name, value, rows.rows(), samples.source(), by));
                    screen.next("gradchain predict " + entry.name() + " --csv " + data);
                    screen.result(JsonNodeFactory.instance
                            .objectNode()
                            .put("ok", true)
                            .put("name", name)
                            .put("score", value)
                            .put("rows", rows.rows())
                            .put("by", by));
                }
                case Judgement.None(String reason) ->
                    throw CliError.NOT_FOUND.at(
                            entry.name(),
                            "no score: " + reason,
                            "a contract that scores has score(mat[<=n, D], vec[<=n]) or predict(mat[<=n, D])");
            }
        }
    }
}
