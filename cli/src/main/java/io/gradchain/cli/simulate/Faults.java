package io.gradchain.cli.simulate;

import io.gradchain.cli.error.CliError;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Latency;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The faults of a run as a person names them: {@code crash,partition:ring,byzantine:equivocator}. */
public final class Faults {
    /** What may be named. */
    public static final String NAMES =
            "none, drawn, crash, dead, loss[:PERCENT], skew:MS, slow:MS, partition[:halves|ring|bridge|one], twins[:PAIRS],"
                    + " byzantine:NAME,…";

    private static final int DEFAULT_LOSS_PERCENT = 30;

    private final EngineLab lab;
    private final String text;
    private Scenario scenario;
    private final List<String> adversaries = new ArrayList<>();

    private Faults(EngineLab lab, String text, Scenario scenario) {
        this.lab = lab;
        this.text = text;
        this.scenario = scenario;
    }

    /** {@code calm} with the faults of {@code text}; refused where it names what there is not. */
    public static Scenario apply(String text, EngineLab lab, Scenario calm) {
        Faults faults = new Faults(lab, text, calm);
        try {
            for (String word : text.split(",", -1)) {
                String[] parts = word.strip().split(":", 2);
                faults.add(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
            }
            return faults.adversaries.isEmpty()
                    ? faults.scenario
                    : faults.scenario
                            .against(faults.adversaries.toArray(String[]::new))
                            .withCrashing(faults.scenario.crashing());
        } catch (IllegalArgumentException e) {
            throw CliError.BAD_OPTION.at("--faults " + text, e.getMessage(), "take more --validators");
        }
    }

    private void add(String name, Optional<String> detail) {
        int third = Math.max(1, (scenario.validators() - 1) / 3);
        switch (name) {
            case "none" -> {}
            case "drawn" -> scenario = drawn();
            case "crash" -> scenario = scenario.withCrashing(third);
            case "dead" -> scenario = scenario.withDead(third);
            case "loss" ->
                scenario = scenario.withLoss(10 * detail.map(this::number).orElse(DEFAULT_LOSS_PERCENT), 0);
            case "skew" -> {
                int millis = number(detail.orElseThrow(() -> unknown(name)));
                Integer[] skews = new Integer[scenario.validators()];
                Arrays.fill(skews, 0);
                for (int i = 0; i < third; i++) {
                    skews[skews.length - 1 - i] = i % 2 == 0 ? millis : -millis;
                }
                scenario = scenario.withSkews(skews);
            }
            case "slow" -> {
                int millis = number(detail.orElseThrow(() -> unknown(name)));
                scenario = scenario.withLatency(
                        new Latency.OneSlow(scenario.links().latency(), scenario.validators() - 1, millis));
            }
            case "partition" -> scenario = scenario.withSplit(split(detail.orElse("halves")));
            case "twins" ->
                scenario = scenario.withTwins(detail.map(this::number).orElse(third));
            case "byzantine" -> adversaries.add(known(detail.orElse(Scenario.ANY)));
            default -> {
                if (adversaries.isEmpty()) {
                    throw unknown(name);
                }
                adversaries.add(known(name));
            }
        }
    }

    /** Every other run has short epochs, whose committees change. */
    private Scenario drawn() {
        long seed = scenario.seed();
        return Scenario.drawn(seed, scenario.validators())
                .withChaos(lab.chaosMillis())
                .withEpochs(seed % 2 == 0 ? 0 : 1 + (int) Math.floorMod(seed, 8L))
                .withGoal(scenario.goal());
    }

    private Split split(String name) {
        return Arrays.stream(Split.values())
                .filter(split -> split.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("partition:" + name));
    }

    private String known(String adversary) {
        if (!adversary.equals(Scenario.ANY) && !lab.adversaries().contains(adversary)) {
            throw CliError.UNKNOWN_NAME.at(
                    adversary,
                    "engine " + lab.engine() + " has no such adversary",
                    "there are " + String.join(", ", lab.adversaries()) + ", and any");
        }
        return adversary;
    }

    private int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw CliError.BAD_OPTION.at("--faults " + text, "'" + digits + "' is no whole number", "such as skew:500");
        }
    }

    private RuntimeException unknown(String name) {
        return CliError.UNKNOWN_NAME.at(name, "there is no such fault", "there are " + NAMES);
    }
}
