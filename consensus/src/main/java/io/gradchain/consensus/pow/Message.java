package io.gradchain.consensus.pow;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/** What miners and observers say to one another (C-110); {@link MessageCodec} has the bytes. */
public sealed interface Message {
    int MAX_HEADERS = 512;
    int MAX_LOCATOR = 64;
    int MAX_BODIES = 32;

    /** A block nobody asked for: just mined. */
    record Announce(Block block) implements Message {}

    /** Asks for what follows the first of these that is on the other's chain; newest first. */
    record HeadersRequest(List<Hash> locator) implements Message {
        public HeadersRequest {
            locator = List.copyOf(locator);
            if (locator.isEmpty() || locator.size() > MAX_LOCATOR) {
                throw new IllegalArgumentException("a locator has 1 to " + MAX_LOCATOR + " hashes");
            }
        }
    }

    /** The answer: headers that follow one another, oldest first; none where nothing follows. */
    record Headers(List<BlockHeader> headers) implements Message {
        public Headers {
            headers = List.copyOf(headers);
            if (headers.size() > MAX_HEADERS) {
                throw new IllegalArgumentException("more than " + MAX_HEADERS + " headers");
            }
        }
    }

    record BodiesRequest(List<Hash> blocks) implements Message {
        public BodiesRequest {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty() || blocks.size() > MAX_BODIES) {
                throw new IllegalArgumentException("1 to " + MAX_BODIES + " blocks");
            }
        }
    }

    /** One of the blocks asked for. */
    record Body(Block block) implements Message {}

    /** The newest block of whoever says so. */
    record Head(BlockHeader header) implements Message {}
}
