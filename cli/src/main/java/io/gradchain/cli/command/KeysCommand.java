package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists the keys every local test chain funds. */
@Command(
        name = "keys",
        description = "List the development keys: named, funded on every local test chain, and public knowledge.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain send bob 12.5 --from alice")
final class KeysCommand implements Runnable {
    @Mixin
    private Common common;

    @Override
    public void run() {
        Screen screen = common.screen();
        TextTable table = new TextTable("name", "address");
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
        ArrayNode keys = result.putArray("keys");
        for (String name : DevKeys.PEOPLE) {
            String address = Target.text(DevKeys.address(new Ed25519(), name));
            table.row(name, address);
            keys.addObject().put("name", name).put("address", address);
        }
        screen.heading("Development keys: the whole world knows them, use them for nothing real");
        screen.table(table);
        screen.next("gradchain testnet up", "gradchain send bob 12.5 --from alice");
        screen.result(result);
    }
}
