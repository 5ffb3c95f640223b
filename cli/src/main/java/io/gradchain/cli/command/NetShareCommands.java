package io.gradchain.cli.command;

import io.gradchain.cli.chain.LabClient;
import io.gradchain.cli.lab.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands of the network lab that make messages come twice or late. */
final class NetShareCommands {
    private NetShareCommands() {}

    /** Doubles. */
    @Command(
            name = "duplicate",
            description = "Send a share of the messages twice; 0%% takes it back. Requests and answers come once.",
            footerHeading = "%nExample:%n",
            footer = "  gradchain net duplicate 5%%")
    static final class Duplicate implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private NetCommand.Which which;

        @Parameters(paramLabel = "SHARE", description = "Such as 10%% or 0.5%%.")
        private String share;

        @Override
        public void run() {
            which.change(
                    common,
                    LabClient.Change.ofDuplicates(Quantity.permille("net duplicate", share), which.dice()),
                    share + " of the messages come twice");
        }
    }

    /** Holds back. */
    @Command(
            name = "reorder",
            description =
                    "Hold a share of the messages back by 1 to 20 ms, so that later ones overtake; 0%% takes it back.",
            footerHeading = "%nExample:%n",
            footer = "  gradchain net reorder 10%% --from node1 --seed 7")
    static final class Reorder implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private NetCommand.Which which;

        @Parameters(paramLabel = "SHARE", description = "Such as 10%% or 0.5%%.")
        private String share;

        @Override
        public void run() {
            which.change(
                    common,
                    LabClient.Change.ofReordering(Quantity.permille("net reorder", share), which.dice()),
                    share + " of the messages are held back");
        }
    }
}
