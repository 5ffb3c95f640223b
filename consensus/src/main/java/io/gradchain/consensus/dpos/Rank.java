package io.gradchain.consensus.dpos;

/** How high a certificate stands: slots are compared within an epoch only, since a new epoch begins with a final root. */
record Rank(long epoch, long slot) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
        return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(slot, other.slot);
    }

    boolean isBelow(Rank other) {
        return compareTo(other) < 0;
    }

    Rank max(Rank other) {
        return isBelow(other) ? other : this;
    }
}
