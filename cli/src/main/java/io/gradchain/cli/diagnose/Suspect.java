package io.gradchain.cli.diagnose;

import io.gradchain.cli.chain.WatchClient;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.RunFile;
import io.gradchain.node.rpc.RpcToken;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * A node to be looked at.
 *
 * @param down its process is known to have ended
 */
public record Suspect(String name, String url, boolean down, WatchClient client) {

    /** All nodes of the testnet that was started in {@code folder}; refused where nothing runs. */
    public static List<Suspect> of(ChainFolder folder) {
        return folder.requireRunning().nodes().stream()
                .map(node -> new Suspect(
                        node.name(),
                        node.url(),
                        node.process().isEmpty(),
                        new WatchClient(node.url(), token(folder, node))))
                .toList();
    }

    /** One node anywhere. */
    public static Suspect at(String url) {
        return new Suspect(url.replaceFirst("^https?://", ""), url, false, new WatchClient(url, Optional.empty()));
    }

    /** Without it the network lab stays unseen, and all else does not. */
    private static Optional<String> token(ChainFolder folder, RunFile.RunningNode node) {
        try {
            return Optional.of(Files.readString(folder.data(node.name()).resolve(RpcToken.FILE))
                    .strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
