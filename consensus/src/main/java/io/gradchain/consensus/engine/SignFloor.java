package io.gradchain.consensus.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine is told at its start of what its key signed before (C-28). It only ever says no. Where the vote log does
 * not hold what was signed last, the engine observes until a final block lies at or above it.
 */
public final class SignFloor {
    private final Map<SignMark.Lane, SignMark> last = new EnumMap<>(SignMark.Lane.class);
    private final boolean watchful;
    private volatile boolean forgetful;
    private volatile boolean listening;

    private SignFloor(List<SignMark> last, boolean whole, boolean listening, boolean watchful) {
        last.forEach(this::signed);
        this.forgetful = !whole && !last.isEmpty();
        this.listening = listening;
        this.watchful = watchful;
    }

    /** Of an engine nobody guards: it says yes to everything. */
    public static SignFloor none() {
        return new SignFloor(List.of(), true, false, false);
    }

    /**
     * @param last the highest own signature of each lane
     * @param whole whether the vote log holds them
     * @param listening whether nothing is signed before {@link #heardEnough}
     */
    public static SignFloor of(List<SignMark> last, boolean whole, boolean listening) {
        return new SignFloor(last, whole, listening, true);
    }

    /** The final block is of that view: what was signed up to there binds nothing any more. */
    public void finalized(long epoch, long view) {
        forgetful = forgetful
                && last.values().stream()
                        .anyMatch(mark -> mark.epoch() > epoch || (mark.epoch() == epoch && mark.view() > view));
    }

    public void heardEnough() {
        listening = false;
    }

    /** Whether nothing may be signed for now. */
    public boolean isSilent() {
        return forgetful || listening;
    }

    /** Whether own signatures are missing in the log, so that we wait for finality to pass them. */
    public boolean isForgetful() {
        return forgetful;
    }

    /** Whether a signature of that lane, epoch and view may be thought of; the engine's own rules say the rest. */
    public boolean allows(SignMark.Lane lane, long epoch, long view) {
        SignMark known = last.get(lane);
        return !isSilent()
                && (known == null || epoch > known.epoch() || (epoch == known.epoch() && view >= known.view()));
    }

    public void signed(SignMark mark) {
        last.merge(mark.lane(), mark, (a, b) -> b.isAbove(a) ? b : a);
    }

    /** The highest of each lane. */
    public List<SignMark> marks() {
        return List.copyOf(last.values());
    }

    /** Whether a genuine signature of our key, heard from others, cannot be ours. */
    public boolean isStrange(SignMark heard) {
        SignMark known = last.get(heard.lane());
        return watchful && !forgetful && (known == null || heard.isAbove(known));
    }

    /** As {@link #isStrange}, of a signature that contradicts one of ours. */
    public boolean isWatchful() {
        return watchful && !forgetful;
    }

    /** The mark waited for, in words. */
    public Optional<String> awaited() {
        return forgetful
                ? last.values().stream().reduce((a, b) -> b.isAbove(a) ? b : a).map(SignMark::words)
                : Optional.empty();
    }
}
