package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.storage.file.SlotFile;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last own signature of each lane, kept beside the vote log and in step with it (N-10): the log is durable first, then
 * the guard, then messages leave. It refuses whatever does not rank above, and shows at the start what the log lost.
 */
public final class SignGuard {
    private static final int VERSION = 1;

    private final Optional<SlotFile> file;
    private final Map<SignMark.Lane, SignMark> last = new EnumMap<>(SignMark.Lane.class);
    private boolean doubted;

    /** A signature that may contradict an earlier one. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String words) {
            super(words);
        }
    }

    private SignGuard(Optional<SlotFile> file, State state) {
        this.file = file;
        this.doubted = state.doubted();
        state.marks().forEach(this::raise);
    }

    /**
     * What the file says.
     *
     * @param doubted whether the log may not vouch for the marks: repair says so where it had to guess
     */
    public record State(List<SignMark> marks, boolean doubted) {
        public State {
            marks = List.copyOf(marks);
        }

        public byte[] encoded() {
            return new ByteWriter()
                    .u8(VERSION)
                    .bool(doubted)
                    .list(marks, SignMark::write)
                    .toByteArray();
        }

        private static State read(ByteReader in) {
            if (in.u8() != VERSION) {
                throw in.fail("unknown version of the sign guard");
            }
            boolean doubted = in.bool();
            return new State(in.list(SignMark.Lane.values().length, SignMark::read), doubted);
        }
    }

    /** Of an observer. */
    public static SignGuard ofNobody() {
        return new SignGuard(Optional.empty(), new State(List.of(), false));
    }

    public static SignGuard of(SlotFile file) {
        return new SignGuard(Optional.of(file), state(file).orElse(new State(List.of(), false)));
    }

    /** Empty where nothing was signed yet. */
    public static Optional<State> state(SlotFile file) {
        return file.value().map(bytes -> ByteReader.decode(bytes, State::read));
    }

    /**
     * Tells {@code engine} what it signed. The log may be ahead by what a crash kept from being sent, and is followed;
     * where it is behind, the engine observes.
     *
     * @param listens whether the engine waits for {@link ConsensusEngine#LISTENED}
     */
    SignFloor brief(ConsensusEngine engine, List<byte[]> records, boolean listens) {
        List<SignMark> logged = engine.signed(records);
        boolean whole = !doubted && SignMark.cover(logged, last.values());
        boolean ahead = !SignMark.cover(last.values(), logged);
        logged.forEach(this::raise);
        if (ahead && file.isPresent()) {
            save();
        }
        SignFloor floor = SignFloor.of(marks(), whole, listens);
        engine.guard(floor);
        return floor;
    }

    /** Takes the signatures of a turn whose records are durable. */
    void admit(Collection<SignMark> marks) {
        for (SignMark mark : marks) {
            SignMark known = last.get(mark.lane());
            if (known != null && !mark.isAbove(known) && !mark.equals(known)) {
                throw new Refused(mark.words() + " after " + known.words());
            }
            raise(mark);
            // Whoever signs again has waited for finality to pass what was doubted.
            doubted = false;
        }
    }

    /** Returns when the marks are durable. */
    void save() {
        file.orElseThrow(() -> new Refused("an observer has no sign guard"))
                .write(new State(marks(), doubted).encoded());
    }

    List<SignMark> marks() {
        return List.copyOf(last.values());
    }

    private void raise(SignMark mark) {
        last.merge(mark.lane(), mark, (a, b) -> b.isAbove(a) ? b : a);
    }
}
