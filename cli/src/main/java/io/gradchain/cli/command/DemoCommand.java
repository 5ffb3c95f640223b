package io.gradchain.cli.command;

import io.gradchain.cli.demo.DemoRun;
import io.gradchain.consensus.Engines;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job, end to end. */
@Command(
        name = "demo",
        description =
                "Four validators train two models on the chain; one is killed and comes back; all agree on every bit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain demo                 ends by itself, exit code 0 if everything agrees",
            "  gradchain demo --engine dpos   the same under another consensus engine",
            "  gradchain demo --json | python3 -m json.tool",
            "  gradchain demo --keep          leaves the validators running until Ctrl-C"
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Decides the rows held out (default: 42).")
    private long seed;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = Engines.DEFAULT,
            completionCandidates = EngineNames.class,
            description = "Consensus: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String engine;

    @Option(names = "--keep", description = "Leave the validators running until Ctrl-C.")
    private boolean keep;

    @Override
    public Integer call() {
        return DemoRun.run(
                        common.screen(),
                        EngineNames.require(engine),
                        seed,
                        keep,
                        common.home().nativeCache())
                ? 0
                : 1;
    }
}
