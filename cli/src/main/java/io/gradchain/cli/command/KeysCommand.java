package io.gradchain.cli.command;

import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists the keys there are: those every local test chain funds, and the user's own. */
@Command(
        name = "keys",
        description = "List the keys; make, show, import, export and remove your own.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            KeysCommand.Listing.class,
            KeysNewCommand.class,
            KeysShowCommand.class,
            KeysImportCommand.class,
            KeysExportCommand.class,
            KeysRemoveCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain keys new savings              a key behind a password, and 24 words to write down",
            "  gradchain send savings 100              a development key pays",
            "  gradchain send bob 12.5 --from savings  yours does"
        })
final class KeysCommand implements Runnable {
    @Mixin
    private Common common;

    @Override
    public void run() {
        list(common);
    }

    /** The same under a name of its own. */
    @Command(
            name = "list",
            description = "List the development keys and your own.",
            footerHeading = "%nExample:%n",
            footer = "  gradchain keys list")
    static final class Listing implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            list(common);
        }
    }

    private static void list(Common common) {
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
        KeyRing ring = KeyRing.of(common.home());
        ArrayNode own = result.putArray("own");
        TextTable mine = new TextTable("name", "address", "path");
        for (String name : ring.names()) {
            var keystore = ring.require(name);
            String address = Target.text(Address.ofPolicy(new Policy.SingleKey(KeyRing.publicKey(keystore))));
            mine.row(name, address, keystore.path());
            own.addObject().put("name", name).put("address", address).put("path", keystore.path());
        }
        if (!ring.names().isEmpty()) {
            screen.heading("Your keys, behind passwords in " + ring.folder());
            screen.table(mine);
        }
        screen.next("gradchain testnet up", "gradchain send bob 12.5 --from alice", "gradchain keys new NAME");
        screen.result(result);
    }
}
