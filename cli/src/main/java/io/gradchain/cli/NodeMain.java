package io.gradchain.cli;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.keys.Passwords;
import io.gradchain.cli.keys.Prompt;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.Home;
import io.gradchain.cli.testnet.Rehearsal;
import io.gradchain.cli.testnet.RunningNodes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a process of nodes in the background starts: past the parser of commands, which costs as much as a node does. */
public final class NodeMain {
    private NodeMain() {}

    /** @param names of the validators to run until SIGTERM; none to start two, see one final block and end */
    public static void main(String[] names) {
        Locale.setDefault(Locale.ROOT);
        ChainFolder folder = Home.ofEnvironment().testnet();
        try {
            if (names.length == 0) {
                System.exit(Rehearsal.of(folder) ? 0 : 1);
            }
            Passwords passwords = new Passwords(Optional.empty(), Prompt.terminal());
            RunningNodes.start(folder, List.of(names), usual -> usual.with(passwords))
                    .await();
        } catch (CommandFailed failed) {
            Screen.standard(false).problem(failed.problem(), failed.frames());
            System.exit(failed.problem().status());
        }
    }
}
