package io.gradchain.mlvm;

import io.gradchain.mlvm.abi.Value;
import java.util.List;
import java.util.Optional;

/**
 * How things stood where a call trapped, for people: no receipt holds it, running the call again gives it back.
 *
 * @param operands what the instruction read, in its order
 * @param rounds the loops around the instruction, outermost first
 * @param events what the contract had announced before, in its order; nobody was told
 * @param inner where the instruction called another contract, and that trapped
 */
public record Site(List<Value> operands, List<Round> rounds, List<Announced> events, Optional<Inner> inner) {
    /** Where nothing had begun. */
    public static final Site NONE = new Site(List.of(), List.of(), List.of(), Optional.empty());

    public Site {
        operands = List.copyOf(operands);
        rounds = List.copyOf(rounds);
        events = List.copyOf(events);
    }

    /** The trap of a called contract. */
    public record Inner(byte[] contract, RunResult.Trapped trapped) {
        public Inner {
            contract = contract.clone();
        }

        @Override
        public byte[] contract() {
            return contract.clone();
        }
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
