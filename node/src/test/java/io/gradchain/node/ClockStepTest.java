package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.spec.ChainSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F12: the wall clock of one of four real nodes jumps, and jumps back. */
@Timeout(120)
class ClockStepTest {
    private static final List<Duration> STEPS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(-10), Duration.ofHours(1), Duration.ofHours(-1));
    private static final int STEPPED = 3;

    @TempDir
    private Path directory;

    private final AtomicLong aheadMillis = new AtomicLong();
    private final InstantSource stepping =
            () -> InstantSource.system().instant().plusMillis(aheadMillis.get());

    @ParameterizedTest
    @ValueSource(strings = {"pos", "dpos"})
    void theOthersGoOnInTheirTimeAndTheOneComesBack(String engine) throws Exception {
        ChainSpec spec = TestChain.spec(
                4, engine, new TreeMap<>(Map.of("delta_ms", 100L, "max_empty_interval_ms", 40L, "slot_ms", 100L)));
        try (Testnet net =
                Testnet.start(directory, spec, TestChain.validators(4)).orElseThrow()) {
            NodeConfig config = net.node(STEPPED).config();
            net.stop(STEPPED);
            Node other = net.node(0);
            try (Node stepped =
                    Node.start(config, new Insides(honest -> honest, stepping)).orElseThrow()) {
                for (Duration step : STEPS) {
                    follow(stepped, other);
                    aheadMillis.set(step.toMillis());
                    reach(other, other.chain().finalizedHeader().height() + 5);
                    assertThat(other.chain().finalizedHeader().timeMillis())
                            .as("no block of another hour, stepped by " + step)
                            .isBetween(now() - 30_000, now() + 3_000);
                    aheadMillis.set(0);
                }
                follow(stepped, other);
                assertThat(net.up())
                        .allSatisfy(node -> assertThat(node.runtime().halted()).isEmpty());
                assertThat(stepped.runtime().halted()).isEmpty();
            }
        }
    }

    private static long now() {
        return InstantSource.system().millis();
    }

    private static void follow(Node stepped, Node other) throws Exception {
        reach(stepped, other.chain().finalizedHeader().height() + 1);
    }

    private static void reach(Node node, long height) throws Exception {
        assertThat(node.watch().height(height, 30_000).get(40, TimeUnit.SECONDS))
                .as("%s reaches %d", node.config().name(), height)
                .isTrue();
    }
}
