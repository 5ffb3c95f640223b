package io.gradchain.node.execution;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.gradchain.genesis.types.Payload.Stake.Action;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of stake (E-9 to E-13) once more, on big numbers and plain maps: an oracle that shares no code with what it
 * judges. Owners and validators are numbers; validator n is operated by owner 100 + n.
 */
final class PlainStakes {
    private static final BigInteger GRAD = BigInteger.TEN.pow(9);
    private static final int SLASH = 50;
    private static final int COMMISSION = 100;

    final Map<Integer, BigInteger> balances = new TreeMap<>();
    final Map<Integer, Candidate> validators = new TreeMap<>();
    BigInteger burnt = ZERO;
    private final int unbondEpochs;

    PlainStakes(int unbondEpochs) {
        this.unbondEpochs = unbondEpochs;
    }

    static final class Candidate {
        BigInteger self = ZERO;
        BigInteger pool = ZERO;
        BigInteger shares = ZERO;
        final Map<Integer, BigInteger> delegators = new TreeMap<>();
        final List<Leaving> leaving = new ArrayList<>();
        boolean out;

        BigInteger held() {
            return leaving.stream().map(l -> l.units).reduce(self.add(pool), BigInteger::add);
        }
    }

    /** Everybody that left one validator in one epoch: units, and who has how many shares of them, in order. */
    static final class Leaving {
        final long epoch;
        BigInteger units = ZERO;
        final List<Map.Entry<Integer, BigInteger>> owners = new ArrayList<>();

        Leaving(long epoch) {
            this.epoch = epoch;
        }

        BigInteger shares() {
            return owners.stream().map(Map.Entry::getValue).reduce(ZERO, BigInteger::add);
        }
    }

    void pay(int owner, BigInteger units) {
        balances.merge(owner, units, BigInteger::add);
    }

    BigInteger staked() {
        return validators.values().stream().map(Candidate::held).reduce(ZERO, BigInteger::add);
    }

    BigInteger everything() {
        return balances.values().stream().reduce(staked(), BigInteger::add);
    }

    void mature(long now) {
        for (Candidate candidate : validators.values()) {
            for (Iterator<Leaving> it = candidate.leaving.iterator(); it.hasNext(); ) {
                Leaving leaving = it.next();
                if (leaving.epoch + 1 + unbondEpochs > now) {
                    continue;
                }
                while (!leaving.owners.isEmpty()) {
                    BigInteger all = leaving.shares();
                    Map.Entry<Integer, BigInteger> first = leaving.owners.removeFirst();
                    BigInteger part = leaving.units.multiply(first.getValue()).divide(all);
                    leaving.units = leaving.units.subtract(part);
                    pay(first.getKey(), part);
                }
                it.remove();
            }
        }
    }

    /** Whether it takes effect; does it then. */
    boolean act(int owner, Action action, int validator, BigInteger amount, long epoch) {
        Candidate known = validators.get(validator);
        boolean operates = owner == 100 + validator;
        return switch (action) {
            case BOND -> operates && bond(owner, validator, amount);
            case UNBOND -> operates && known != null && unbond(owner, known, amount, epoch);
            case DELEGATE -> known != null && delegate(owner, known, amount);
            case UNDELEGATE -> known != null && undelegate(owner, known, amount, epoch);
            case UNJAIL -> false;
        };
    }

    private boolean bond(int owner, int validator, BigInteger amount) {
        Candidate bonded = validators.getOrDefault(validator, new Candidate());
        if (amount.signum() == 0 || bonded.out || bonded.self.add(amount).compareTo(GRAD) < 0) {
            return false;
        }
        validators.put(validator, bonded);
        pay(owner, amount.negate());
        bonded.self = bonded.self.add(amount);
        return true;
    }

    private static boolean unbond(int owner, Candidate known, BigInteger amount, long epoch) {
        BigInteger units = amount.signum() == 0 ? known.self : amount;
        BigInteger left = known.self.subtract(units);
        if (units.signum() == 0 || left.signum() < 0 || (left.signum() > 0 && left.compareTo(GRAD) < 0)) {
            return false;
        }
        known.self = left;
        leave(known, owner, units, epoch);
        return true;
    }

    private boolean delegate(int owner, Candidate known, BigInteger amount) {
        if (amount.signum() == 0 || known.out || known.self.signum() == 0) {
            return false;
        }
        boolean first = known.shares.signum() == 0;
        BigInteger bought = first ? amount : amount.multiply(known.shares).divide(known.pool);
        if (bought.signum() == 0) {
            return false;
        }
        BigInteger cost = first ? bought : up(bought.multiply(known.pool), known.shares);
        pay(owner, cost.negate());
        known.pool = known.pool.add(cost);
        known.shares = known.shares.add(bought);
        known.delegators.merge(owner, bought, BigInteger::add);
        return true;
    }

    private static boolean undelegate(int owner, Candidate known, BigInteger amount, long epoch) {
        BigInteger has = known.delegators.getOrDefault(owner, ZERO);
        if (has.signum() == 0 || amount.compareTo(known.pool.multiply(has).divide(known.shares)) > 0) {
            return false;
        }
        BigInteger sold = amount.signum() == 0 ? has : has.min(up(amount.multiply(known.shares), known.pool));
        BigInteger units = known.pool.multiply(sold).divide(known.shares);
        known.pool = known.pool.subtract(units);
        known.shares = known.shares.subtract(sold);
        known.delegators.put(owner, has.subtract(sold));
        if (units.signum() > 0) {
            leave(known, owner, units, epoch);
        }
        return true;
    }

    private static void leave(Candidate candidate, int owner, BigInteger units, long epoch) {
        Leaving leaving = candidate.leaving.stream()
                .filter(l -> l.epoch == epoch)
                .findFirst()
                .orElseGet(() -> {
                    Leaving fresh = new Leaving(epoch);
                    candidate.leaving.add(fresh);
                    return fresh;
                });
        BigInteger all = leaving.shares();
        BigInteger shares = all.signum() == 0 ? units : units.multiply(all).divide(leaving.units);
        leaving.owners.add(Map.entry(owner, shares));
        leaving.units = leaving.units.add(units);
    }

    /** Takes its part from the guilty, unless that happened before. */
    boolean punish(int validator, int reporter, long offence) {
        Candidate guilty = validators.get(validator);
        if (guilty == null || guilty.out) {
            return false;
        }
        BigInteger before = guilty.held();
        guilty.out = true;
        guilty.self = guilty.self.subtract(part(guilty.self));
        guilty.pool = guilty.pool.subtract(part(guilty.pool));
        for (Leaving leaving : guilty.leaving) {
            if (leaving.epoch >= offence) {
                leaving.units = leaving.units.subtract(part(leaving.units));
            }
        }
        BigInteger taken = before.subtract(guilty.held());
        BigInteger reward = taken.divide(BigInteger.valueOf(20));
        pay(reporter, reward);
        burnt = burnt.add(taken.subtract(reward));
        return true;
    }

    private static BigInteger part(BigInteger units) {
        return units.multiply(BigInteger.valueOf(SLASH)).divide(BigInteger.valueOf(1000));
    }

    void earn(int validator, int payee, BigInteger units) {
        Candidate proposer = validators.get(validator);
        BigInteger stake = proposer.self.add(proposer.pool);
        BigInteger theirs = proposer.pool.signum() == 0
                ? ZERO
                : units.multiply(proposer.pool).divide(stake);
        BigInteger fee = theirs.multiply(BigInteger.valueOf(COMMISSION)).divide(BigInteger.valueOf(1000));
        BigInteger net = theirs.subtract(fee);
        proposer.pool = proposer.pool.add(net);
        pay(payee, units.subtract(net));
    }

    private static BigInteger up(BigInteger a, BigInteger b) {
        return a.add(b).subtract(ONE).divide(b);
    }
}
