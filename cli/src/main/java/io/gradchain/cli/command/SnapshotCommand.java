package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.testnet.Snapshots;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whole testnets, put aside and brought back. */
@Command(
        name = "snapshot",
        description = {
            "Put the whole testnet aside under a name, bring it back, or carry its chain as one file.",
            "The testnet must stand still: validators copied while they vote could contradict one another later."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain testnet down && gradchain snapshot save before-the-fork",
            "  gradchain snapshot restore before-the-fork && gradchain testnet up",
            "  gradchain snapshot export chain.grad && gradchain snapshot import chain.grad copy"
        },
        subcommands = {
            SnapshotCommand.Save.class,
            SnapshotCommand.Restore.class,
            SnapshotCommand.Show.class,
            SnapshotCommand.Export.class,
            SnapshotCommand.Import.class
        })
final class SnapshotCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain snapshot list");
    }

    private static ObjectNode done() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    /** Puts it aside. */
    @Command(name = "save", description = "Copy every validator's database, vote log and guard.")
    static final class Save implements Runnable {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME", description = "Letters, digits, hyphens and points.")
        private String name;

        @Override
        public void run() {
            Screen screen = common.screen();
            Snapshots.Entry saved = new Snapshots(common.home()).save(name);
            screen.line("Saved " + saved.name() + ": " + saved.validators() + " validators, " + mib(saved.bytes()));
            screen.next("gradchain snapshot restore " + name, "gradchain testnet up");
            screen.result(done().put("name", name).put("bytes", saved.bytes()));
        }
    }

    /** Brings it back. */
    @Command(
            name = "restore",
            description = "Put a snapshot in the testnet's place, all validators together; the testnet is moved aside.")
    static final class Restore implements Runnable {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME", description = "See: gradchain snapshot list")
        private String name;

        @Override
        public void run() {
            Screen screen = common.screen();
            Optional<Path> moved = new Snapshots(common.home()).restore(name);
            moved.ifPresent(path -> screen.line("The chain that was here was moved to " + path));
            screen.line("The testnet is as it was in " + name + ".");
            screen.next("gradchain testnet up");
            ObjectNode result = done().put("name", name);
            moved.ifPresent(path -> result.put("moved", path.toString()));
            screen.result(result);
        }
    }

    /** Shows them. */
    @Command(name = "list", description = "Show what was saved, imported, or moved aside by testnet reset.")
    static final class Show implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            Screen screen = common.screen();
            TextTable table = new TextTable("name", "engine", "validators", "size", "saved (UTC)");
            ObjectNode result = done();
            var list = result.putArray("snapshots");
            for (Snapshots.Entry entry : new Snapshots(common.home()).list()) {
                table.row(
                        entry.name(),
                        entry.engine(),
                        Integer.toString(entry.validators()),
                        mib(entry.bytes()),
                        entry.saved().toString());
                list.addObject()
                        .put("name", entry.name())
                        .put("engine", entry.engine())
                        .put("validators", entry.validators())
                        .put("bytes", entry.bytes())
                        .put("saved", entry.saved().toString());
            }
            screen.table(table);
            screen.next("gradchain snapshot restore NAME");
            screen.result(result);
        }
    }

    /** One file out. */
    @Command(name = "export", description = "Write the spec, all final blocks and their proofs as one file.")
    static final class Export implements Runnable {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "FILE", description = "A new file.")
        private Path file;

        @Override
        public void run() {
            Screen screen = common.screen();
            long blocks = new Snapshots(common.home()).export(file);
            screen.line(blocks + " blocks, " + mib(file.toFile().length()) + " in " + file);
            screen.next("gradchain snapshot import " + file + " NAME");
            screen.result(
                    done().put("blocks", blocks).put("bytes", file.toFile().length()));
        }
    }

    /** One file in. */
    @Command(
            name = "import",
            description = {
                "Make a snapshot of an exported chain: every block is proven and executed again.",
                "The first block that does not fit is named, and nothing is kept."
            })
    static final class Import implements Runnable {
        @Mixin
        private Common common;

        @Parameters(index = "0", paramLabel = "FILE", description = "What export wrote.")
        private Path file;

        @Parameters(index = "1", paramLabel = "NAME", description = "Of the new snapshot.")
        private String name;

        @Override
        public void run() {
            Screen screen = common.screen();
            long height = new Snapshots(common.home()).importFrom(file, name);
            screen.line(height + " blocks proven and executed, saved as " + name);
            screen.next("gradchain snapshot restore " + name);
            screen.result(done().put("name", name).put("blocks", height));
        }
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
