package io.gradchain.mlvm;

import io.gradchain.mlvm.abi.Value;
import java.util.List;

/**
 * How things stood where a call trapped, for people: no receipt holds it, running the call again gives it back.
 *
 * @param operands what the instruction read, in its order
 * @param rounds the loops around the instruction, outermost first
 * @param events what the call had announced before, in its order; nobody was told
 */
public record Site(List<Value> operands, List<Round> rounds, List<Announced> events) {
    /** Where nothing had begun. */
    public static final Site NONE = new Site(List.of(), List.of(), List.of());

    public Site {
        operands = List.copyOf(operands);
        rounds = List.copyOf(rounds);
        events = List.copyOf(events);
    }

    /** @param index from 0 */
    public record Round(long index, long of) {}

    /** @param data encoded as in a receipt */
    public record Announced(int topic, byte[] data) {
        public Announced {
            data = data.clone();
        }

        @Override
        public byte[] data() {
            return data.clone();
        }
    }
}
