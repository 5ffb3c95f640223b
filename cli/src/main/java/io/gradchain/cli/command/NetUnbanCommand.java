package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.lab.LabNet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a ban on every node that has it. */
@Command(
        name = "unban",
        description = "End the ban of a network key or an address, on every node of the running testnet.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain net peers                                 tells who is banned%n  gradchain net unban KEY")
final class NetUnbanCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "KEY", description = "As `gradchain net peers` shows it under banned.")
    private String who;

    @Override
    public void run() {
        try (LabNet net = LabNet.open(common.home().testnet())) {
            if (net.unban(who).isEmpty()) {
                throw CliError.UNKNOWN_NAME.at(who, "no node banned it", "`gradchain net peers` shows who is banned");
            }
            NetPeersCommand.show(common.screen(), net.peers(), net.bans());
        }
    }
}
