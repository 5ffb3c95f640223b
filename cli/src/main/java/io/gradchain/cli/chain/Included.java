package io.gradchain.cli.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Event;
import java.util.List;

/**
 * A transaction in a final block, and what it did.
 *
 * @param gasUsed paid for
 * @param output encoded return value of a call, address of a deployed contract, else empty
 */
public record Included(Hash transaction, long height, long gasUsed, byte[] output, List<Event> events) {
    public Included {
        output = output.clone();
        events = List.copyOf(events);
    }

    @Override
    public byte[] output() {
        return output.clone();
    }
}
