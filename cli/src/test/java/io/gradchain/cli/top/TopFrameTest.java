package io.gradchain.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopFrameTest {
    private static Vitals at(long time, long blocks, long transactions, long bytes, long cpu, String halted) {
        return new Vitals(
                time,
                7,
                12_345,
                12_344,
                12_400,
                halted,
                true,
                false,
                blocks,
                transactions,
                36_400,
                212_000,
                900,
                17,
                2,
                1,
                bytes,
                cpu,
                96L << 20);
    }

    private static final TopFrame FRAME = new TopFrame(List.of(
            new TopRow(
                    "node1",
                    Optional.of(at(10_000, 100, 1_000, 5_000_000, 4_000_000_000L, "")),
                    Optional.of(at(12_000, 125, 1_400, 5_250_000, 5_500_000_000L, ""))),
            new TopRow("node2", Optional.empty(), Optional.empty()),
            // Started again between the two looks: its counters are lower than they were.
            new TopRow(
                    "node3",
                    Optional.of(at(10_000, 900, 900, 900, 900, "")),
                    Optional.of(at(12_000, 0, 0, 0, 0, "C-53 two quorums contradict each other")))));

    @Test
    void aFrameOfFixedFacts() {
        assertThat(FRAME.lines())
                .containsExactly(
                        "2 of 3 nodes up, 1 process, heap 96 MiB",
                        " node   state  head final  view bl/s tx/s  p50   p99 pool peer kB/s cpu  sync",
                        " node1 voting 12345 12344 12400 12.5  200 36ms 212ms   17  2+1  125 75% 900us",
                        " node2   down     -     -     -    -    -    -     -    -    -    -   -     -",
                        " node3 halted 12345 12344 12400  0.0    0 36ms 212ms   17  2+1    0  0% 900us",
                        "node3: C-53 two quorums contradict each other");
        assertThat(FRAME.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theSameForScripts() {
        var nodes = FRAME.json().path("nodes");
        assertThat(nodes.size()).isEqualTo(3);
        assertThat(nodes.get(0).path("transactionsPerSecond").asDouble()).isEqualTo(200);
        assertThat(nodes.get(0).path("syncP95Micros").asLong()).isEqualTo(900);
        assertThat(nodes.get(1).path("state").asString()).isEqualTo("down");
        assertThat(nodes.get(1).has("height")).isFalse();
        assertThat(nodes.get(2).path("halted").asString()).startsWith("C-53");
    }
}
