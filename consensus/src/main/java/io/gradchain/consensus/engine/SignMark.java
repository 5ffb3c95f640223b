package io.gradchain.consensus.engine;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import java.util.Collection;
import java.util.Comparator;

/**
 * One own signature, as the sign guard remembers it (C-28): in each lane, whatever is signed later ranks higher.
 *
 * @param epoch 0 where views go on through all epochs
 * @param view or slot, or height
 * @param step what may be signed one after the other in one view
 * @param statement hash of what was signed
 */
public record SignMark(Lane lane, long epoch, long view, int step, Hash statement) {
    private static final Comparator<SignMark> RANK = Comparator.comparingLong(SignMark::epoch)
            .thenComparingLong(SignMark::view)
            .thenComparingInt(SignMark::step);

    /** Kinds of signatures whose order among each other means nothing. */
    public enum Lane {
        PROPOSAL,
        VOTE
    }

    public SignMark {
        if (epoch < 0 || view < 0 || step < 0 || step > 0xff) {
            throw new IllegalArgumentException("no such mark");
        }
    }

    /** Both of one lane. */
    public boolean isAbove(SignMark other) {
        return RANK.compare(this, other) > 0;
    }

    public boolean isBelow(SignMark other) {
        return RANK.compare(this, other) < 0;
    }

    /** Whether {@code known} has, for each of {@code wanted}, one of its lane that is not below it. */
    public static boolean cover(Collection<SignMark> known, Collection<SignMark> wanted) {
        return wanted.stream()
                .allMatch(mark -> known.stream().anyMatch(other -> other.lane == mark.lane && !other.isBelow(mark)));
    }

    public static SignMark read(ByteReader in) {
        Lane lane = in.bool() ? Lane.VOTE : Lane.PROPOSAL;
        return new SignMark(lane, in.u63(), in.u63(), in.u8(), Hash.read(in));
    }

    public static void write(ByteWriter out, SignMark mark) {
        out.bool(mark.lane == Lane.VOTE).u63(mark.epoch).u63(mark.view).u8(mark.step);
        Hash.write(out, mark.statement);
    }

    /** For people: {@code vote in epoch 0, view 12, step 2}. */
    public String words() {
        String what = lane == Lane.VOTE ? "vote" : "proposal";
        return what + " in " + (epoch > 0 ? "epoch " + epoch + ", " : "") + "view " + view + ", step " + step;
    }
}
