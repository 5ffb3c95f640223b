package io.gradchain.node.execution.staking;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/**
 * Units that several own together, by shares. What rounding leaves over stays in the pool, and the last to leave gets it;
 * who joins pays what the new shares are worth, rounded up, so neither can take from the others.
 */
public record SharePool(long units, long shares) {
    public static final SharePool EMPTY = new SharePool(0, 0);

    public SharePool {
        if (units < 0 || shares < 0 || (units == 0) != (shares == 0)) {
            throw new IllegalArgumentException(units + " units in " + shares + " shares");
        }
    }

    /** How many shares {@code offered} units can buy; 0 where one costs more. */
    long sharesFor(long offered) {
        return shares == 0 ? offered : Proportion.floor(offered, shares, units);
    }

    /** Units that as many new shares cost. */
    long cost(long newShares) {
        return shares == 0 ? newShares : Proportion.ceil(newShares, units, shares);
    }

    /** Units that {@code held} of the shares are worth. */
    long value(long held) {
        return held == shares ? units : Proportion.floor(held, units, shares);
    }

    /** The least shares that are worth {@code wanted} units, which the pool has. */
    long sharesWorth(long wanted) {
        return Proportion.ceil(wanted, shares, units);
    }

    SharePool join(long moreUnits, long newShares) {
        return new SharePool(units + moreUnits, shares + newShares);
    }

    SharePool leave(long held) {
        return new SharePool(units - value(held), shares - held);
    }

    /** Units for all of them, by their shares; there are some. */
    SharePool grow(long moreUnits) {
        return new SharePool(units + moreUnits, shares);
    }

    /** What a slash takes: less than all. */
    long cut(int permille) {
        return Proportion.floor(units, permille, 1000);
    }

    SharePool slashed(int permille) {
        return new SharePool(units - cut(permille), shares);
    }

    static SharePool read(ByteReader in) {
        return new SharePool(in.u63(), in.u63());
    }

    static void write(ByteWriter out, SharePool pool) {
        out.u63(pool.units).u63(pool.shares);
    }
}
