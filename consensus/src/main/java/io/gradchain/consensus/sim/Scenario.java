package io.gradchain.consensus.sim;

import io.gradchain.consensus.sim.adversary.Adversary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one run is put through: chaos for a while, then healing, after which blocks must become final again.
 *
 * @param seed of every draw in the run
 * @param validators committee size, all of equal weight
 * @param adversaries the first ones replace that many of the last validators
 * @param crashing how many of the first validators crash and restart during the chaos
 * @param lossPermille chance of a message being lost, in the chaos
 * @param duplicatePermille chance of a message arriving twice, in the chaos
 * @param minDelay least ms on the way; reordering follows from drawing each delay
 * @param maxDelay most ms on the way, in the chaos
 * @param partitions whether the network splits for a while
 * @param busy whether transactions are always pending
 * @param chaosMillis length of the chaos
 * @param goal blocks that must become final on every honest node after healing
 * @param budgetMillis within which they must
 * @param realSignatures Ed25519 instead of the keyed hash
 */
public record Scenario(
        long seed,
        int validators,
        List<Adversary> adversaries,
        int crashing,
        int lossPermille,
        int duplicatePermille,
        int minDelay,
        int maxDelay,
        boolean partitions,
        boolean busy,
        int chaosMillis,
        int goal,
        int budgetMillis,
        boolean realSignatures) {
    public Scenario {
        adversaries = List.copyOf(adversaries);
        if (validators < 1 || adversaries.size() + crashing > validators || minDelay < 1 || maxDelay < minDelay) {
            throw new IllegalArgumentException("no such scenario");
        }
    }

    /** Draws a scenario in which at most a third of the validators, exclusive, is faulty at a time. */
    public static Scenario drawn(long seed, int validators) {
        SplittableRandom random = new SplittableRandom(seed * 31 + validators);
        int faulty = (validators - 1) / 3;
        List<Adversary> kinds = List.of(Adversary.values());
        List<Adversary> adversaries = new ArrayList<>();
        while (adversaries.size() < faulty && random.nextInt(100) < 60) {
            adversaries.add(kinds.get(random.nextInt(kinds.size())));
        }
        int spare = faulty - adversaries.size();
        int crashing = validators == 1 ? random.nextInt(2) : spare == 0 ? 0 : random.nextInt(spare + 1);
        return new Scenario(
                seed,
                validators,
                adversaries,
                crashing,
                random.nextInt(301),
                random.nextInt(201),
                1 + random.nextInt(5),
                10 + random.nextInt(150),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                validators == 1 ? 300 : 1_200,
                3,
                60_000,
                false);
    }

    /** No faults at all: every message takes exactly {@code delay} ms. */
    public static Scenario calm(long seed, int validators, int delay, int goal) {
        return new Scenario(seed, validators, List.of(), 0, 0, 0, delay, delay, false, true, 1, goal, 600_000, false);
    }

    public Scenario withRealSignatures() {
        return new Scenario(
                seed,
                validators,
                adversaries,
                crashing,
                lossPermille,
                duplicatePermille,
                minDelay,
                maxDelay,
                partitions,
                busy,
                chaosMillis,
                goal,
                budgetMillis,
                true);
    }

    /** The same under one adversary of choice and nobody crashing. */
    public Scenario against(Adversary adversary) {
        return new Scenario(
                seed,
                validators,
                List.of(adversary),
                0,
                lossPermille,
                duplicatePermille,
                minDelay,
                maxDelay,
                partitions,
                busy,
                chaosMillis,
                goal,
                budgetMillis,
                realSignatures);
    }

    /** Everything that distinguishes one run from another, and how to repeat it. */
    public String replay() {
        return this + "\nreplay: mvn -pl consensus -am test -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=SimulationTest#replaysOneScenario -Dgradchain.sim.seed=" + seed + " -Dgradchain.sim.n="
                + validators;
    }
}
