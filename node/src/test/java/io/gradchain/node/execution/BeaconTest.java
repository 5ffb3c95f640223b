package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.node.chain.MemoryChain;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The ring of past mixes in the state (E-8). */
final class BeaconTest {
    private final MemoryChain memory = new MemoryChain();
    private final WorldState world = new WorldState(memory.trees, memory.zero().stateRoot());

    private static Hash mix(long height) {
        return Hashing.hash(
                Domain.CONTENT, ByteBuffer.allocate(8).putLong(height).array());
    }

    @Test
    void itTellsTheLast256HeightsAndNoOther() {
        for (long height = 1; height <= 600; height++) {
            Beacon.record(world, height, mix(height));
            assertThat(Beacon.at(world, height)).contains(mix(height));
            assertThat(Beacon.at(world, height + 1)).as("%d + 1", height).isEmpty();
            assertThat(Beacon.at(world, height - 256)).as("%d - 256", height).isEmpty();
        }
        for (long height = 345; height <= 600; height++) {
            assertThat(Beacon.at(world, height)).contains(mix(height));
        }
        assertThat(Beacon.at(world, 600 + 256)).isEmpty();
        assertThat(Beacon.at(world, Long.MAX_VALUE)).isEmpty();
        assertThat(Beacon.at(world, -1)).isEmpty();
        assertThat(Beacon.at(world, Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void whatIsUndoneWasNotSaid() {
        Beacon.record(world, 5, mix(5));
        int mark = world.mark();
        Beacon.record(world, 5 + 256, mix(6));
        world.rollback(mark);
        assertThat(Beacon.at(world, 5)).contains(mix(5));
        assertThat(Beacon.at(world, 5 + 256)).isEmpty();
    }
}
