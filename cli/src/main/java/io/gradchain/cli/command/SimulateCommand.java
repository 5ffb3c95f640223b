package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.simulate.Faults;
import io.gradchain.cli.simulate.Percentiles;
import io.gradchain.cli.simulate.Story;
import io.gradchain.cli.simulate.Tally;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.consensus.Labs;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Latency;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs real engines in virtual time, under faults of choice, and hunts for violations. */
@Command(
        name = "simulate",
        description = "Run validators in virtual time under seeded faults, and check that they stay safe and live.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain simulate                                        four validators, no faults",
            "  gradchain simulate --faults byzantine:equivocator,crash --validators 7",
            "  gradchain simulate --faults drawn --seeds 1000            a thousand runs under all sorts of faults",
            "  gradchain simulate --validators 100 --latency world --views 1000",
            "",
            "The same options and seed give the same run, on every machine."
        })
final class SimulateCommand implements Runnable {
    private static final int STORY_LINES = 60;
    private static final int DEFAULT_BLOCKS = 20;
    private static final int BUDGET_MILLIS_A_BLOCK = 200_000;
    private static final int CHUNK = 64;

    @Mixin
    private Common common;

    @Option(names = "--engine", paramLabel = "NAME", defaultValue = "pos", description = "Default: ${DEFAULT-VALUE}.")
    private String engine;

    @Option(names = "--validators", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int validators;

    @Option(
            names = "--latency",
            paramLabel = "uniform|world",
            description = "Of messages: between two bounds, or as between eight regions of the world.")
    private Optional<String> latency = Optional.empty();

    @Option(names = "--delay", paramLabel = "MS..MS", description = "The bounds of --latency uniform. Default: 5..50.")
    private Optional<String> delay = Optional.empty();

    @Option(names = "--faults", paramLabel = "LIST", defaultValue = "none", description = "Of " + Faults.NAMES + ".")
    private String faults;

    @Option(
            names = "--chaos",
            paramLabel = "MS",
            defaultValue = "5000",
            description =
                    "How long faults last before the network heals. Default: ${DEFAULT-VALUE}; drawn has its own.")
    private int chaos;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the first run. Default: 1.")
    private long seed;

    @Option(names = "--seeds", paramLabel = "K", description = "So many runs, of this seed and those after it.")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--blocks", paramLabel = "B", description = "Blocks to become final after healing. Default: 20.")
    private Optional<Integer> blocks = Optional.empty();

    @Option(names = "--views", paramLabel = "V", description = "Views to pass, instead of blocks.")
    private Optional<Integer> views = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        EngineLab lab = Labs.find(engine)
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        engine, "no engine of this name can be simulated", "there are " + Labs.NAMES));
        int runs = seeds.orElse(1);
        scenario(seed, lab);
        Tally tally = runs == 1 ? one(screen, lab) : many(screen, lab, runs);
        screen.heading(
                "%,d run%s of %s with %d validators".formatted(tally.runs(), runs == 1 ? "" : "s", engine, validators));
        figures(screen, tally);
        ObjectNode result = result(tally);
        tally.firstBad().ifPresent(bad -> {
            bad.guilty().forEach(words -> screen.line("  guilty: " + words));
            throw CliError.SIMULATION_VIOLATED.at(
                    replay(bad.scenario().seed()),
                    bad.violations().isEmpty()
                            ? "no progress: " + bad.finalHeight() + " final blocks after " + bad.millis()
                                    + " virtual ms"
                            : bad.violations().getFirst(),
                    "the command above repeats it exactly");
        });
        screen.next("gradchain simulate --faults drawn --seeds 1000", "gradchain simulate --help");
        screen.result(result);
    }

    private Tally one(Screen screen, EngineLab lab) {
        Story story = new Story(STORY_LINES);
        Tally tally = new Tally();
        tally.add(Simulation.run(scenario(seed, lab), lab, story));
        screen.heading("The story of seed " + seed);
        story.lines().forEach(screen::line);
        return tally;
    }

    /** Runs share nothing, so all cores take some; they are counted in the order of their seeds. */
    private Tally many(Screen screen, EngineLab lab, int runs) {
        Tally tally = new Tally();
        try (Progress progress = new Progress(screen, "simulate", "run", runs)) {
            for (long from = 0; from < runs; from += CHUNK) {
                LongStream.range(from, Math.min(runs, from + CHUNK))
                        .parallel()
                        .mapToObj(i -> Simulation.run(scenario(seed + i, lab), lab))
                        .toList()
                        .forEach(tally::add);
                progress.at(tally.runs(), "%,d final blocks, %d bad".formatted(tally.blocks(), tally.bad()));
            }
        }
        return tally;
    }

    private Scenario scenario(long of, EngineLab lab) {
        if (validators < 1 || validators > 256) {
            throw CliError.BAD_OPTION.at("--validators", "a committee has 1 to 256 members");
        }
        Scenario calm = Scenario.calm(of, validators, 1, 0).withGoal(goal());
        Latency chosen = latency();
        boolean faultless = faults.equals("none");
        Scenario.Goal goal = goal();
        Scenario scenario = Faults.apply(
                faults,
                lab,
                calm.withLatency(faultless ? new Latency.Steady(chosen) : chosen)
                        .withChaos(faultless || chaos == 0 ? Scenario.FOREVER : chaos));
        boolean drawn = faults.equals("drawn");
        boolean asked = latency.isPresent() || delay.isPresent();
        return (drawn && asked ? scenario.withLatency(chosen) : scenario).withGoal(goal);
    }

    private Scenario.Goal goal() {
        int wanted = views.isPresent() ? 0 : blocks.orElse(faults.equals("drawn") ? 3 : DEFAULT_BLOCKS);
        long budget = Math.min(Integer.MAX_VALUE / 2, (long) Math.max(wanted, views.orElse(0)) * BUDGET_MILLIS_A_BLOCK);
        return new Scenario.Goal(wanted, views.orElse(0), wanted <= 3 && views.isEmpty() ? 0 : (int) budget);
    }

    private Latency latency() {
        return switch (latency.orElse("uniform")) {
            case "world" -> new Latency.World();
            case "uniform" -> {
                String[] bounds = delay.orElse("5..50").split("\\.\\.", 2);
                try {
                    int min = Integer.parseInt(bounds[0]);
                    yield new Latency.Uniform(min, bounds.length == 2 ? Integer.parseInt(bounds[1]) : min);
                } catch (IllegalArgumentException e) {
                    throw CliError.BAD_OPTION.at("--delay " + delay.orElse(""), e.getMessage(), "such as 5..50");
                }
            }
            default -> throw CliError.BAD_OPTION.at("--latency", "it is uniform or world");
        };
    }

    private void figures(Screen screen, Tally tally) {
        TextTable table = new TextTable(Percentiles.header());
        table.row(tally.proposeToFinal().row("propose → final"));
        table.row(tally.intervals().row("block interval"));
        screen.table(table);
        screen.line("");
        screen.line("  %,d final blocks, %,d views, %,d events, %,d restarts, %,d reports of evidence"
                .formatted(tally.blocks(), tally.views(), tally.events(), tally.restarts(), tally.evidence()));
        SimulationReport stalled = tally.mostStalled();
        screen.line("  longest without a new final block: %,d ms, in seed %d"
                .formatted(stalled.worstStall(), stalled.scenario().seed()));
        if (tally.deepestReorg() > 0) {
            screen.line("  deepest reorg of what was called final: %d blocks".formatted(tally.deepestReorg()));
        }
        screen.line("  violations: " + (tally.bad() == 0 ? screen.green("0") : screen.red("" + tally.bad())));
    }

    private ObjectNode result(Tally tally) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ok", tally.bad() == 0)
                .put("engine", engine)
                .put("validators", validators)
                .put("faults", faults)
                .put("seed", seed)
                .put("runs", tally.runs())
                .put("finalBlocks", tally.blocks())
                .put("views", tally.views())
                .put("violations", tally.bad())
                .put("evidence", tally.evidence())
                .put("deepestReorg", tally.deepestReorg())
                .put("worstStallMillis", tally.mostStalled().worstStall());
        if (tally.runs() == 1) {
            result.put("traceHash", tally.mostStalled().traceHash().toString());
        }
        tally.proposeToFinal().put(result.putObject("proposeToFinalMillis"));
        tally.intervals().put(result.putObject("blockIntervalMillis"));
        return result;
    }

    private String replay(long of) {
        StringBuilder command = new StringBuilder("gradchain simulate --engine " + engine);
        command.append(" --validators ").append(validators).append(" --faults ").append(faults);
        latency.ifPresent(name -> command.append(" --latency ").append(name));
        delay.ifPresent(bounds -> command.append(" --delay ").append(bounds));
        blocks.ifPresent(count -> command.append(" --blocks ").append(count));
        views.ifPresent(count -> command.append(" --views ").append(count));
        return command.append(" --chaos ")
                .append(chaos)
                .append(" --seed ")
                .append(of)
                .toString();
    }
}
