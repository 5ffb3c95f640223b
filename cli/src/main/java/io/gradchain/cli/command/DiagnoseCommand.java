package io.gradchain.cli.command;

import io.gradchain.cli.diagnose.Diagnosis;
import io.gradchain.cli.diagnose.Finding;
import io.gradchain.cli.diagnose.Look;
import io.gradchain.cli.diagnose.Suspect;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says in words why the chain moves or does not. */
@Command(
        name = "diagnose",
        description = "Say in words why the chain moves or stands still; exit code 1 where it stands.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain net diagnose                                 all nodes of the testnet",
            "  gradchain net diagnose --node http://127.0.0.1:7070    one node, and what it saw of the others"
        })
final class DiagnoseCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--node", paramLabel = "URL", description = "The JSON-RPC of a single node (default: the testnet).")
    private Optional<String> node = Optional.empty();

    @Override
    public Integer call() {
        List<Suspect> suspects = node.map(url -> List.of(single(url)))
                .orElseGet(() -> Suspect.of(common.home().testnet()));
        Diagnosis diagnosis = Diagnosis.of(Look.at(suspects));
        suspects.forEach(suspect -> suspect.client().close());
        show(common.screen(), diagnosis);
        return diagnosis.moving() ? 0 : 1;
    }

    private static Suspect single(String url) {
        try {
            return Suspect.at(url);
        } catch (IllegalArgumentException e) {
            throw CliError.BAD_OPTION.at("--node " + url, "is not an address", "it looks like http://127.0.0.1:7070");
        }
    }

    private static void show(Screen screen, Diagnosis diagnosis) {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("moving", diagnosis.moving())
                .put("summary", diagnosis.summary());
        ArrayNode list = result.putArray("findings");
        screen.heading(diagnosis.summary());
        for (Finding finding : diagnosis.findings()) {
            String weight = finding.weight().name().toLowerCase(Locale.ROOT);
            list.addObject().put("weight", weight).put("what", finding.what()).put("advice", finding.advice());
            String mark = "%-7s".formatted(weight);
            screen.line("  " + (finding.weight() == Finding.Weight.BLOCKS ? screen.red(mark) : mark) + finding.what());
            if (!finding.advice().isEmpty()) {
                screen.line("         " + finding.advice());
            }
        }
        screen.next("gradchain top", "gradchain testnet status");
        screen.result(result);
    }
}
