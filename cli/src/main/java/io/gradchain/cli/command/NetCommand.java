package io.gradchain.cli.command;

import io.gradchain.cli.chain.LabClient;
import io.gradchain.cli.lab.Groups;
import io.gradchain.cli.lab.LabNet;
import io.gradchain.cli.lab.Link;
import io.gradchain.cli.lab.Quantity;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The network lab: bad networks between the nodes of the running testnet. */
@Command(
        name = "net",
        description =
                "The network of the running testnet: delay, loss, duplicates, reordering, partition, and who is banned.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NetCommand.Show.class,
            NetCommand.Delay.class,
            NetCommand.Loss.class,
            NetShareCommands.Duplicate.class,
            NetShareCommands.Reorder.class,
            NetCommand.Partition.class,
            NetCommand.Heal.class,
            NetPeersCommand.class,
            NetUnbanCommand.class,
            DiagnoseCommand.class
        })
final class NetCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain net show", "gradchain net delay 50ms", "gradchain net diagnose");
    }

    /** Which links, and with which dice. */
    static final class Which {
        @Option(names = "--from", paramLabel = "NODE", description = "Only what this node sends (default: every node).")
        private Optional<String> from = Optional.empty();

        @Option(names = "--to", paramLabel = "NODE", description = "Only what is sent to this node (default: to all).")
        private Optional<String> to = Optional.empty();

        @Option(names = "--seed", paramLabel = "N", description = "Start the dice again.")
        private Optional<Long> seed = Optional.empty();

        OptionalLong dice() {
            return seed.isPresent() ? OptionalLong.of(seed.get()) : OptionalLong.empty();
        }

        void change(Common common, LabClient.Change change, String heading) {
            at(
                    common,
                    net -> {
                        net.change(from, to, change);
                        return heading;
                    },
                    "gradchain net show",
                    "gradchain net heal");
        }
    }

    /** Does {@code work} to all nodes and shows the links after it. */
    private static void at(Common common, Function<LabNet, String> work, String... next) {
        Screen screen = common.screen();
        try (LabNet net = LabNet.open(common.home().testnet())) {
            screen.heading(work.apply(net));
            List<Link> links = net.links();
            screen.table(matrix(net.names(), links));
            if (!net.down().isEmpty()) {
                screen.line("  down, and told nothing: " + String.join(", ", net.down()));
            }
            screen.next(next);
            screen.result(json(links, net.down()));
        }
    }

    /** Senders down, receivers across. */
    private static TextTable matrix(List<String> names, List<Link> links) {
        List<String> columns = new ArrayList<>(names);
        links.stream().map(Link::to).filter(to -> !columns.contains(to)).forEach(columns::add);
        List<String> header = new ArrayList<>(List.of("from \\ to"));
        header.addAll(columns);
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (String from : names) {
            List<String> row = new ArrayList<>(List.of(from));
            for (String to : columns) {
                row.add(links.stream()
                        .filter(link -> link.from().equals(from) && link.to().equals(to))
                        .map(Link::text)
                        .findFirst()
                        .orElse(from.equals(to) ? "" : "no link"));
            }
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    private static ObjectNode json(List<Link> links, List<String> down) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
        ArrayNode list = result.putArray("links");
        links.forEach(link -> link.write(list.addObject()));
        down.forEach(result.putArray("down")::add);
        return result;
    }

    /** Shows it. */
    @Command(name = "show", description = "Show how every node treats what it sends to every other.")
    static final class Show implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            at(common, net -> "Links of " + net.names().size() + " nodes", "gradchain net delay 50ms");
        }
    }

    /** Delays. */
    @Command(
            name = "delay",
            description = "Delay every message one way; 0 takes the delay back.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  gradchain net delay 50ms                            every link, both directions",
                "  gradchain net delay 50ms --jitter 5ms               45 to 55 ms: messages may overtake",
                "  gradchain net delay 200ms --from node1 --to node2   one direction of one link"
            })
    static final class Delay implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private Which which;

        @Parameters(paramLabel = "TIME", description = "One way, such as 50ms; at most 10s.")
        private String time;

        @Option(
                names = "--jitter",
                paramLabel = "TIME",
                defaultValue = "0",
                description = "Up to so much more or less a message (default: 0).")
        private String jitter;

        @Override
        public void run() {
            LabClient.Change change = LabClient.Change.ofDelay(
                    Quantity.millis("net delay", time), Quantity.millis("--jitter", jitter), which.dice());
            which.change(common, change, "Delayed by " + time);
        }
    }

    /** Loses. */
    @Command(
            name = "loss",
            description = "Drop a share of the messages; 0%% takes the loss back.",
            footerHeading = "%nExample:%n",
            footer = "  gradchain net loss 10%% --to node3")
    static final class Loss implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private Which which;

        @Parameters(paramLabel = "SHARE", description = "Such as 10%% or 0.5%%.")
        private String share;

        @Override
        public void run() {
            which.change(
                    common,
                    LabClient.Change.ofLoss(Quantity.permille("net loss", share), which.dice()),
                    share + " of the messages are lost");
        }
    }

    /** Cuts. */
    @Command(
            name = "partition",
            description = "Cut the network into groups; nodes that are not named form one more.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  gradchain net partition node3                       node3 against the rest",
                "  gradchain net partition node1,node2 node3,node4     two halves: nothing becomes final"
            })
    static final class Partition implements Runnable {
        @Mixin
        private Common common;

        @Parameters(
                paramLabel = "GROUP",
                arity = "1..*",
                description = "Names with commas between, such as node1,node2.")
        private List<String> groups;

        @Override
        public void run() {
            at(
                    common,
                    net -> {
                        Groups parsed = Groups.parse(groups, net.names());
                        net.partition(parsed);
                        return "Cut into " + parsed.text();
                    },
                    "gradchain testnet status",
                    "gradchain net heal");
        }
    }

    /** Heals. */
    @Command(name = "heal", description = "Take back every rule and the partition.")
    static final class Heal implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            at(
                    common,
                    net -> {
                        net.heal();
                        return "Healed";
                    },
                    "gradchain testnet status");
        }
    }
}
