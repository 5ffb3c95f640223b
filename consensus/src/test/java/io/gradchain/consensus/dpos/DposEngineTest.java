package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Four producers on one clock, and what becomes of their chain when links, machines or clocks fail. */
class DposEngineTest {
    private static final long SECOND = 1_000;

    private static void isSound(Cluster cluster) {
        assertThat(cluster.conflict()).isEmpty();
        for (Station station : cluster.stations) {
            assertThat(station.halts).as("station %d", station.index).isEmpty();
            assertThat(station.penalties).as("station %d", station.index).isEmpty();
            assertThat(station.faults).as("station %d", station.index).isEmpty();
        }
    }

    private static long finalHeight(Station station) {
        return station.chain.finalizedHeader().height();
    }

    @Test
    void everySlotHasABlockAndIsFinalOneSlotAndTwoDelaysLater() {
        Cluster cluster = new Cluster(4, 1, Cluster.with("slot_ms", 500));
        cluster.run(60 * SECOND);
        isSound(cluster);
        List<Long> latencies = new ArrayList<>();
        for (Station station : cluster.stations) {
            assertThat(finalHeight(station)).isGreaterThanOrEqualTo(117);
            latencies.addAll(station.latencies);
        }
        latencies.sort(null);
        assertThat(latencies.get(latencies.size() / 2)).isBetween(500L, 530L);
        assertThat(latencies.getLast()).isLessThanOrEqualTo(540L);
    }

    @Test
    void epochsFollowOneAnotherWithoutAStall() {
        Cluster cluster = new Cluster(4, 1, Cluster.with("epoch_blocks", 10));
        cluster.run(60 * SECOND);
        isSound(cluster);
        Station any = cluster.station(0);
        assertThat(finalHeight(any)).isGreaterThanOrEqualTo(114);
        assertThat(Seal.of(any.chain.finalizedHeader()).orElseThrow().epoch()).isEqualTo(11);
    }

    @Test
    void committeesThatChangeEveryEpochHandOverWithoutAStall() {
        for (long seed = 1; seed <= 5; seed++) {
            Cluster cluster = new Cluster(6, seed, Cluster.with("epoch_blocks", 5));
            cluster.jitter = 60;
            cluster.elected = epoch -> epoch == 0 ? cluster.committee : four(cluster, epoch);
            cluster.run(30 * SECOND);
            cluster.station((int) seed).crash();
            cluster.run(20 * SECOND);
            cluster.station((int) seed).restart();
            cluster.run(30 * SECOND);
            isSound(cluster);
            for (Station station : cluster.stations) {
                assertThat(finalHeight(station))
                        .as("seed %d, station %d", seed, station.index)
                        .isGreaterThan(110);
            }
            Set<Address> producers = new TreeSet<>();
            Station any = cluster.station(0);
            any.finals
                    .values()
                    .forEach(hash -> producers.add(
                            any.chain.block(hash).orElseThrow().header().proposer()));
            assertThat(producers).hasSize(6);
        }
    }

    /** Four of all: who sits out changes from epoch to epoch. */
    private static Committee four(Cluster cluster, long epoch) {
        List<Committee.Member> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            members.add(cluster.committee.member((int) ((epoch + i) % cluster.committee.size())));
        }
        return new Committee(epoch, members);
    }

    @Test
    void productionGoesOnWithOneProducerAndFinalityWaitsForAQuorum() {
        Cluster cluster = new Cluster(4, 1, Cluster.with("epoch_blocks", 10));
        cluster.run(10 * SECOND);
        long before = finalHeight(cluster.station(0));
        for (int i = 1; i < 4; i++) {
            cluster.station(i).crash();
        }
        cluster.run(60 * SECOND);
        Station alone = cluster.station(0);
        assertThat(finalHeight(alone)).isLessThanOrEqualTo(before + 1);
        long head = alone.chain.block(alone.head).orElseThrow().height();
        assertThat(head).as("a quarter of 120 slots").isBetween(before + 25, before + 33);
        for (int i = 1; i < 4; i++) {
            cluster.station(i).restart();
        }
        cluster.run(10 * SECOND);
        isSound(cluster);
        for (Station station : cluster.stations) {
            assertThat(finalHeight(station)).as("station %d", station.index).isGreaterThan(before + 15);
        }
    }

    @Test
    void twoHalvesFinalizeNothingAndBecomeOneChainAgain() {
        Cluster cluster = new Cluster(4, 1, Cluster.with("epoch_blocks", 7));
        cluster.run(10 * SECOND);
        long before = finalHeight(cluster.station(0));
        cluster.link = (from, to) -> from / 2 == to / 2;
        cluster.run(60 * SECOND);
        for (Station station : cluster.stations) {
            assertThat(finalHeight(station)).isLessThanOrEqualTo(before + 2);
        }
        cluster.link = (from, to) -> true;
        cluster.run(10 * SECOND);
        isSound(cluster);
        for (Station station : cluster.stations) {
            assertThat(finalHeight(station)).as("station %d", station.index).isGreaterThan(before + 60);
        }
    }

    @Test
    void whoWasAwayForLongCatchesUp() {
        Cluster cluster = new Cluster(4, 1, Cluster.with("epoch_blocks", 20));
        cluster.run(5 * SECOND);
        cluster.link = (from, to) -> from != 3 && to != 3;
        cluster.run(60 * SECOND);
        cluster.link = (from, to) -> true;
        cluster.run(5 * SECOND);
        isSound(cluster);
        assertThat(finalHeight(cluster.station(3))).isGreaterThanOrEqualTo(finalHeight(cluster.station(0)) - 1);
        assertThat(finalHeight(cluster.station(0))).isGreaterThan(80);
    }

    @Test
    void slowAndLossyLinksCostTimeButNotSafety() {
        for (long seed = 1; seed <= 20; seed++) {
            Cluster cluster = new Cluster(4, seed, Cluster.with("epoch_blocks", 5));
            cluster.jitter = 900;
            cluster.link = (from, to) -> cluster.random.nextInt(100) >= 30;
            cluster.run(60 * SECOND);
            cluster.link = (from, to) -> true;
            cluster.jitter = 0;
            long before = finalHeight(cluster.station(0));
            cluster.run(10 * SECOND);
            assertThat(finalHeight(cluster.station(0))).as("seed %d", seed).isGreaterThan(before + 10);
            isSound(cluster);
        }
    }

    @Test
    void restartsAtAnyTimeContradictNothing() {
        for (long seed = 1; seed <= 20; seed++) {
            Cluster cluster = new Cluster(4, seed, Cluster.with("epoch_blocks", 6));
            cluster.jitter = 50;
            for (int i = 0; i < 40; i++) {
                Station victim = cluster.station(cluster.random.nextInt(4));
                victim.crash();
                cluster.run(cluster.random.nextInt(1_500));
                victim.restart();
                cluster.run(cluster.random.nextInt(1_000));
            }
            long before = finalHeight(cluster.station(0));
            cluster.run(10 * SECOND);
            assertThat(finalHeight(cluster.station(0))).as("seed %d", seed).isGreaterThan(before + 10);
            isSound(cluster);
        }
    }

    @Test
    void aSkewedClockMissesItsSlotsAndNothingElse() {
        Cluster cluster = new Cluster(4, 1, Cluster.with("epoch_blocks", 0));
        cluster.station(2).skew = 10 * SECOND;
        cluster.run(60 * SECOND);
        isSound(cluster);
        assertThat(finalHeight(cluster.station(0))).isGreaterThan(40);
    }

    @Test
    void oneProducerIsACommittee() {
        Cluster cluster = new Cluster(1, 1, Cluster.with("epoch_blocks", 3));
        cluster.run(30 * SECOND);
        isSound(cluster);
        assertThat(finalHeight(cluster.station(0))).isGreaterThan(50);
    }
}
