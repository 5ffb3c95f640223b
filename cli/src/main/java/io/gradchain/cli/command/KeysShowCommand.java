package io.gradchain.cli.command;

import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Policy;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a key's file tells without its password. */
@Command(
        name = "show",
        description = "Show a key of yours: address, public key, file. Never the secret.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain keys show savings")
final class KeysShowCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "NAME", description = "One of gradchain keys.")
    private String name;

    @Override
    public void run() {
        Screen screen = common.screen();
        KeyRing ring = KeyRing.of(common.home());
        ObjectNode result = describe(screen, name, ring.require(name), ring.file(name));
        screen.next("gradchain account show " + name, "gradchain keys export " + name + " --keystore FILE");
        screen.result(result);
    }

    static ObjectNode describe(Screen screen, String name, Keystore keystore, Path file) {
        PublicKey key = KeyRing.publicKey(keystore);
        String address = Target.text(Address.ofPolicy(new Policy.SingleKey(key)));
        screen.heading("Key " + name);
        screen.line("address     " + address);
        screen.line("public key  " + key.hex());
        screen.line("path        " + (keystore.path().isEmpty() ? "unknown" : keystore.path()));
        screen.line("file        " + file);
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("name", name)
                .put("address", address)
                .put("publicKey", key.hex())
                .put("path", keystore.path())
                .put("file", file.toString());
    }
}
