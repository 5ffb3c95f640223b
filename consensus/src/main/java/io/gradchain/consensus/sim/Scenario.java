package io.gradchain.consensus.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one run is put through: chaos for a while, then healing, after which the {@link Goal} must be reached. Made by
 * {@link #drawn} or {@link #calm} and varied by the {@code with…} methods.
 *
 * @param seed of every draw in the run
 * @param validators committee size, all of equal weight
 * @param adversaries names of the lab's, or {@link #ANY}; they replace that many of the last validators
 * @param twins so many of the last validators before the adversaries run twice, with one key
 * @param crashing how many of the first validators crash and restart during the chaos
 * @param dead how many of the first validators never start
 * @param links what happens to messages
 * @param skews ms by which clocks are ahead: node i has entry i mod size; empty for right clocks
 * @param busy whether transactions are always pending
 * @param epochBlocks blocks of an epoch, after which members leave, join and change their weights; 0 for one epoch
 * @param chaosMillis length of the chaos; {@link #FOREVER} for no healing
 * @param goal what must be reached after healing, or from the start where nothing heals
 * @param realSignatures Ed25519 instead of the keyed hash
 */
public record Scenario(
        long seed,
        int validators,
        List<String> adversaries,
        int twins,
        int crashing,
        int dead,
        Links links,
        List<Integer> skews,
        boolean busy,
        int epochBlocks,
        int chaosMillis,
        Goal goal,
        boolean realSignatures) {
    /** An adversary of the lab's, drawn. */
    public static final String ANY = "any";

    public static final int FOREVER = Integer.MAX_VALUE;

    public Scenario {
        adversaries = List.copyOf(adversaries);
        skews = List.copyOf(skews);
        if (validators < 1 || adversaries.size() + twins + Math.max(crashing, dead) > validators) {
            throw new IllegalArgumentException("more faults than validators");
        }
    }

    /**
     * The network of a run.
     *
     * @param lossPermille chance of a message being lost, in the chaos
     * @param duplicatePermille chance of a message arriving twice, in the chaos
     * @param split how the network falls apart, in the chaos
     */
    public record Links(Latency latency, int lossPermille, int duplicatePermille, Split split) {}

    /**
     * What ends a run well.
     *
     * @param blocks that must become final on every honest node; 0 for no such goal
     * @param views that must be entered, counted from the start
     * @param budgetMillis within which they must; 0 for the lab's patience
     */
    public record Goal(int blocks, int views, int budgetMillis) {}

    /** Draws a scenario in which at most a third of the validators, exclusive, is faulty at a time. */
    public static Scenario drawn(long seed, int validators) {
        SplittableRandom random = new SplittableRandom(seed * 31 + validators);
        int faulty = (validators - 1) / 3;
        List<String> adversaries = new ArrayList<>();
        while (adversaries.size() < faulty && random.nextInt(100) < 60) {
            adversaries.add(ANY);
        }
        int spare = faulty - adversaries.size();
        int crashing = validators == 1 ? random.nextInt(2) : spare == 0 ? 0 : random.nextInt(spare + 1);
        Links links = new Links(
                new Latency.Uniform(1 + random.nextInt(5), 10 + random.nextInt(150)),
                random.nextInt(301),
                random.nextInt(201),
                random.nextInt(3) == 0 ? Split.MOMENTARY : Split.NONE);
        return new Scenario(
                seed,
                validators,
                adversaries,
                0,
                crashing,
                0,
                links,
                List.of(),
                random.nextBoolean(),
                0,
                validators == 1 ? 300 : 1_200,
                new Goal(3, 0, 0),
                false);
    }

    /** No faults at all: every message takes exactly {@code delay} ms. */
    public static Scenario calm(long seed, int validators, int delay, int blocks) {
        Links links = new Links(new Latency.Steady(new Latency.Uniform(delay, delay)), 0, 0, Split.NONE);
        Goal goal = new Goal(blocks, 0, 600_000);
        return new Scenario(seed, validators, List.of(), 0, 0, 0, links, List.of(), true, 0, 1, goal, false);
    }

    public Scenario withRealSignatures() {
        return with(adversaries, twins, crashing, dead, links, skews, chaosMillis, goal, true);
    }

    /** These adversaries and nobody crashing. */
    public Scenario against(String... names) {
        return with(List.of(names), twins, 0, dead, links, skews, chaosMillis, goal, realSignatures);
    }

    /** So many validators that run twice, the sides drawn anew every round, and no other fault. */
    public Scenario withTwins(int pairs) {
        Links shifting = new Links(links.latency(), 0, 0, Split.SHIFTING);
        return with(List.of(), pairs, 0, 0, shifting, skews, chaosMillis, goal, realSignatures);
    }

    public Scenario withCrashing(int nodes) {
        return with(adversaries, twins, nodes, dead, links, skews, chaosMillis, goal, realSignatures);
    }

    public Scenario withDead(int nodes) {
        return with(adversaries, twins, crashing, nodes, links, skews, chaosMillis, goal, realSignatures);
    }

    public Scenario withLatency(Latency latency) {
        return withLinks(new Links(latency, links.lossPermille(), links.duplicatePermille(), links.split()));
    }

    public Scenario withLoss(int lossPermille, int duplicatePermille) {
        return withLinks(new Links(links.latency(), lossPermille, duplicatePermille, links.split()));
    }

    public Scenario withSplit(Split split) {
        return withLinks(new Links(links.latency(), links.lossPermille(), links.duplicatePermille(), split));
    }

    private Scenario withLinks(Links other) {
        return with(adversaries, twins, crashing, dead, other, skews, chaosMillis, goal, realSignatures);
    }

    public Scenario withSkews(Integer... millis) {
        return with(adversaries, twins, crashing, dead, links, List.of(millis), chaosMillis, goal, realSignatures);
    }

    public Scenario withChaos(int millis) {
        return with(adversaries, twins, crashing, dead, links, skews, millis, goal, realSignatures);
    }

    /** Epochs of so many blocks, with committees that change. */
    public Scenario withEpochs(int blocks) {
        return new Scenario(
                seed,
                validators,
                adversaries,
                twins,
                crashing,
                dead,
                links,
                skews,
                busy,
                blocks,
                chaosMillis,
                goal,
                realSignatures);
    }

    public Scenario withGoal(Goal other) {
        return with(adversaries, twins, crashing, dead, links, skews, chaosMillis, other, realSignatures);
    }

    private Scenario with(
            List<String> adversaries,
            int twins,
            int crashing,
            int dead,
            Links links,
            List<Integer> skews,
            int chaosMillis,
            Goal goal,
            boolean realSignatures) {
        return new Scenario(
                seed,
                validators,
                adversaries,
                twins,
                crashing,
                dead,
                links,
                skews,
                busy,
                epochBlocks,
                chaosMillis,
                goal,
                realSignatures);
    }

    boolean heals() {
        return chaosMillis != FOREVER;
    }

    /** The latency once there is nothing more to heal. */
    Latency settled() {
        return heals() ? links.latency().healed() : links.latency();
    }

    /** The skew of a node's clock in ms. */
    int skew(int node) {
        return skews.isEmpty() ? 0 : skews.get(node % skews.size());
    }
}
