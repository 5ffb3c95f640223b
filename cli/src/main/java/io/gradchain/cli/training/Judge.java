package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.error.CommandFailed;
import java.util.Arrays;

/** Scores a contract by its own view where that takes the rows in one call, else by what it predicts for them. */
public final class Judge {
    private final TrainingContract contract;
    private final String ownName;

    /** @param known whether it is a contract of the library, whose score is scikit-learn's */
    public Judge(TrainingContract contract, boolean known) {
        this.contract = contract;
        this.ownName = known ? contract.task().scoreName() : "score";
    }

    /** Of at least one row. */
    public Judgement of(Quantised rows) {
        try {
            if (contract.scoresAtOnce(rows)) {
                return new Judgement.Score(
                        ownName, Quantised.toDouble(contract.score(rows)), "by the contract's own score");
            }
            if (contract.trainer().outputs("predict").filter(k -> k == 1).isEmpty()) {
                return new Judgement.None(
                        contract.trainer().scores()
                                ? rows.rows() + " rows are too many for one call of its score, and it has no predict"
                                : "the contract has neither score nor predict");
            }
            long[][] answers = contract.ask("predict", rows.features());
            double[] predicted = Arrays.stream(answers)
                    .mapToDouble(row -> Quantised.toDouble(row[0]))
                    .toArray();
            Task task = contract.task();
            return new Judgement.Score(
                    task.scoreName(), task.score(predicted, rows.labelsAsDouble()), "from its predictions");
        } catch (CommandFailed trapped) {
            // The training is done and paid for: what it led to shall be shown without its score.
            return new Judgement.None(
                    trapped.problem().code() + ": " + trapped.problem().cause());
        }
    }
}
