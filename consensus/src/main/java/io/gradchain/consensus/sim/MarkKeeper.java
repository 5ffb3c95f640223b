package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sign guard of a simulated node (C-28): it outlives every power cut, and says when a signature does not rank above the last. */
final class MarkKeeper {
    private final Map<SignMark.Lane, SignMark> last = new EnumMap<>(SignMark.Lane.class);

    /** Tells {@code engine} what was signed; an intact log is ahead where the power went between the two. */
    void brief(ConsensusEngine engine, List<byte[]> log) {
        List<SignMark> logged = engine.signed(log);
        boolean whole = SignMark.cover(logged, last.values());
        logged.forEach(this::raise);
        engine.guard(SignFloor.of(List.copyOf(last.values()), whole, false));
    }

    /** What is wrong with one more signature, in words. */
    Optional<String> sign(SignMark mark) {
        SignMark known = last.get(mark.lane());
        if (known != null && !mark.isAbove(known) && !mark.equals(known)) {
            return Optional.of("signs " + mark.words() + " after " + known.words());
        }
        raise(mark);
        return Optional.empty();
    }

    private void raise(SignMark mark) {
        last.merge(mark.lane(), mark, (a, b) -> b.isAbove(a) ? b : a);
    }
}
