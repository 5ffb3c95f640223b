package io.gradchain.cli.training;

/**
 * How many epochs a transaction may hold, learnt from probes: the gas of a fit is a fixed part (reading the samples,
 * writing the model) and a part an epoch, the same every time.
 *
 * @param fixed gas of a fit without epochs
 * @param perEpoch gas of one epoch
 */
record EpochBudget(long fixed, long perEpoch) {
    EpochBudget {
        if (fixed < 0 || perEpoch <= 0) {
            throw new IllegalArgumentException("gas " + fixed + " + " + perEpoch + " an epoch");
        }
    }

    /** From the gas of fits of one and of two epochs. */
    static EpochBudget ofProbes(long one, long two) {
        long perEpoch = Math.max(1, two - one);
        return new EpochBudget(Math.max(0, one - perEpoch), perEpoch);
    }

    /** The most epochs for {@code gas}, at least one. */
    int epochsFor(long gas) {
        return Math.clamp((gas - fixed) / perEpoch, 1, 1_000_000);
    }

    /** A limit that {@code epochs} stay below: a tenth more than they cost. */
    long limit(int epochs) {
        long cost = fixed + epochs * perEpoch;
        return cost + cost / 10;
    }
}
