package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the validators, one of them, or what one account has delegated. */
@Command(
        name = "show",
        description = "Show all validators, one of them, or what an account has delegated, in GRAD.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradchain stake show", "  gradchain stake show node1", "  gradchain stake show --of bob"})
final class StakeShowCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(
            paramLabel = "VALIDATOR",
            arity = "0..1",
            description = "A name (node1…), or a public key in hex; all if absent.")
    private String validator;

    @Option(names = "--of", paramLabel = "ACCOUNT", description = "What this account has delegated and waits for.")
    private String account;

    @Override
    public void run() {
        Screen screen = common.screen();
        try (ChainClient chain = target.connect(common.home())) {
            if (account != null) {
                show(screen, "delegations", account, chain.delegations(Target.address(common.home(), account)));
            } else if (validator != null) {
                show(
                        screen,
                        "validator",
                        validator,
                        chain.validator(Target.validator(validator).hex()));
            } else {
                all(screen, chain.validators());
            }
        }
    }

    private static void show(Screen screen, String what, String name, JsonNode json) {
        screen.heading(what + " of " + name);
        Fields.print(screen, json);
        screen.next("gradchain stake show", "gradchain stake --help");
        screen.result(Fields.ok(what, json));
    }

    private static void all(Screen screen, JsonNode json) {
        screen.heading("Validators in epoch " + json.path("epoch").asString());
        TextTable table = new TextTable("validator", "stake", "own", "delegated", "proposed", "state");
        for (JsonNode each : json.path("validators")) {
            String name = each.path("name").asString();
            table.row(
                    name.isEmpty() ? each.path("key").asString().substring(0, 16) + "…" : name,
                    each.path("stake").asString(),
                    each.path("self").asString(),
                    each.path("delegated").asString(),
                    each.path("proposed").asString(),
                    state(each));
        }
        screen.table(table);
        screen.next("gradchain stake delegate node1 100", "gradchain stake show node1");
        screen.result(Fields.ok("stakes", json));
    }

    private static String state(JsonNode validator) {
        if (validator.path("tombstoned").asBoolean()) {
            return "tombstoned";
        }
        if (validator.path("jailed").asBoolean()) {
            return "jailed";
        }
        return validator.path("member").asBoolean() ? "votes" : "waits";
    }
}
