package io.gradchain.cli.command;

import io.gradchain.cli.diagnose.Suspect;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.top.TopFrame;
import io.gradchain.cli.top.TopRow;
import io.gradchain.cli.top.Vitals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches the nodes of the testnet. */
@Command(
        name = "top",
        description = "Watch the nodes of the testnet live: heights, rates, times to finality, what they use.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain top                 a frame a second, until Ctrl-C",
            "  gradchain top --once --json   one frame for a script",
            "",
            "p50 and p99: from a node's own proposals to their finality; sync: 95 %% of its writes of votes take at most",
            "that; peer: opened by them + by us; cpu: of its process, which the nodes of one JVM share."
        })
final class TopCommand implements Runnable {
    private static final long FRAME_MILLIS = 1_000;

    @Mixin
    private Common common;

    @Option(names = "--once", description = "Print one frame and end, as where there is no terminal.")
    private boolean once;

    @Override
    public void run() {
        Screen screen = common.screen();
        List<Suspect> nodes = Suspect.of(common.home().testnet());
        Map<String, Vitals> before = look(nodes);
        while (rested()) {
            Map<String, Vitals> now = look(nodes);
            TopFrame frame = frame(nodes, before, now);
            if (once || !screen.terminal()) {
                frame.lines().forEach(screen::line);
                screen.next("gradchain net diagnose", "gradchain testnet status");
                screen.result(frame.json());
                return;
            }
            screen.frame(frame.lines());
            before = now;
        }
    }

    private static boolean rested() {
        try {
            TimeUnit.MILLISECONDS.sleep(FRAME_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Map<String, Vitals> look(List<Suspect> nodes) {
        Map<String, Vitals> seen = new TreeMap<>();
        nodes.forEach(node ->
                node.client().ask("node_vitals").map(Vitals::of).ifPresent(vitals -> seen.put(node.name(), vitals)));
        return seen;
    }

    private static TopFrame frame(List<Suspect> nodes, Map<String, Vitals> before, Map<String, Vitals> now) {
        return new TopFrame(nodes.stream()
                .map(node -> new TopRow(
                        node.name(),
                        Optional.ofNullable(before.get(node.name())),
                        Optional.ofNullable(now.get(node.name()))))
                .toList());
    }
}
