package io.gradchain.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** The table of everything that reads bytes from outside or from disk. A new decoder is a new row in one of the lists. */
final class Decoders {
    private Decoders() {}

    static List<Decoder> all() {
        return Stream.of(
                        ProtocolDecoders.all(),
                        ConsensusDecoders.all(),
                        NodeDecoders.all(),
                        MachineDecoders.all(),
                        TextDecoders.all())
                .flatMap(List::stream)
                .toList();
    }
}
