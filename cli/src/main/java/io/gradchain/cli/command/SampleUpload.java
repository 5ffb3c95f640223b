package io.gradchain.cli.command;

import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.training.Prepared;
import io.gradchain.cli.training.TrainingContract;

/** Brings samples to a contract and notes which: nobody shall upload them twice, or train on a mixture. */
record SampleUpload(Screen screen, ChainFolder folder, ContractBook.Entry entry, TrainingContract contract) {
    /** Behind the key of samples that were trained on by random parts of them. */
    private static final String BATCHES = ", mini-batches";

    /** Uploads the samples, unless the contract holds these very ones from an earlier fit. */
    void upload(Sender sender, Prepared prepared) {
        boolean noted = entry.data().equals(prepared.key()) || entry.data().equals(prepared.key() + BATCHES);
        long known = noted ? prepared.train().rows() : entry.data().isEmpty() ? 0 : -1;
        long held = contract.rows().orElse(known);
        if (noted && held == prepared.train().rows()) {
            screen.line("  the contract holds these samples already: training goes on"
                    + (contract.epochs().isPresent()
                            ? " from epoch " + contract.epochs().getAsLong()
                            : ""));
            return;
        }
        if (held != 0) {
            throw CliError.WRONG_FEATURES.at(
                    entry.name(),
                    "the contract holds " + (held < 0 ? "" : held + " ") + "rows of other data"
                            + (entry.data().isEmpty() ? "" : " (" + entry.data() + ")"),
                    "deploy another contract for this data");
        }
        if (contract.trainer().keepsScale()) {
            contract.setScale(sender, prepared.standardiser());
        }
        Quantised train = prepared.train();
        try (Progress progress = new Progress(screen, "uploading", "row", train.rows())) {
            contract.upload(sender, train, done -> progress.at(done, ""));
        }
        Quantised judging = prepared.judging();
        if (judging.rows() > 0) {
            try (Progress progress = new Progress(screen, "hold-out", "row", judging.rows())) {
                contract.holdOut(sender, judging, done -> progress.at(done, ""));
            }
        }
        note(prepared.key(), prepared);
    }

    private void note(String key, Prepared prepared) {
        folder.write(folder.contracts()
                .with(entry.holding(
                        key, prepared.samples().names(), prepared.samples().target())));
    }

    /** Notes for good that random parts of these samples were used. */
    void noteBatches(Prepared prepared) {
        note(prepared.key() + BATCHES, prepared);
    }

    /** Whether that was noted. */
    boolean batchesNoted() {
        return entry.data().endsWith(BATCHES);
    }
}
