package io.gradchain.consensus.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.simplex.lab.SimplexLab;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chained Simplex with short epochs, in which members leave, join and change their weights. */
class EpochTest {
    private static final EngineLab LAB = new SimplexLab();

    private static SimulationReport good(Scenario scenario) {
        SimulationReport report = Simulation.run(scenario, LAB);
        assertThat(report.good()).as(report.describe()).isTrue();
        return report;
    }

    private static int blocks(long seed) {
        return 1 + (int) (seed % 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 9})
    void chaosAcrossEpochsNeverBreaksSafetyAndHealsIntoLiveness(int validators) {
        long epochs = 0;
        for (long seed = 1; seed <= 60; seed++) {
            SimulationReport report = good(Scenario.drawn(seed, validators).withEpochs(blocks(seed)));
            epochs += report.finalHeight() / blocks(seed);
        }
        assertThat(epochs).isGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("adversaries")
    void noAdversaryBreaksAnythingAcrossEpochs(String adversary) {
        for (long seed = 1; seed <= 8; seed++) {
            good(Scenario.drawn(seed, 6).against(adversary).withEpochs(blocks(seed)));
        }
    }

    static List<String> adversaries() {
        return LAB.adversaries();
    }

    /** Node 0 loses power in each of its first turns that persist something: before, at and after ends of epochs. */
    @ParameterizedTest
    @EnumSource(value = SimNode.PowerCut.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aPowerCutAroundTheEndOfAnEpochLosesNoVote(SimNode.PowerCut cut) {
        for (int validators : new int[] {1, 4}) {
            for (int turn = 1; turn <= 30; turn++) {
                Scenario scenario = Scenario.calm(turn, validators, 10, 30).withEpochs(1 + turn % 4);
                SimulationReport report = Simulation.run(scenario, LAB, cut, turn);
                assertThat(report.good()).as(report.describe()).isTrue();
            }
        }
    }

    /** Members join and leave for twenty epochs and more, under load: nothing stalls, and stake decides who proposes. */
    @Test
    void sixtyEpochsWithoutAStallAndWithSharesOfTheStake() {
        int validators = 7;
        int blocks = 10;
        int epochs = 60;
        Scenario scenario = Scenario.calm(3, validators, 10, epochs * blocks).withEpochs(blocks);
        Map<Hash, Integer> proposers = new TreeMap<>();
        SortedMap<Hash, Integer> finals = new TreeMap<>();
        SimulationReport report = Simulation.run(scenario, LAB, happening -> {
            switch (happening.kind()) {
                case PROPOSED -> proposers.put(happening.block().orElseThrow(), happening.node());
                case FINAL -> happening.block().ifPresent(block -> finals.put(block, proposers.get(block)));
                default -> {}
            }
        });
        assertThat(report.good()).as(report.describe()).isTrue();
        assertThat(report.worstStall()).isLessThan(100);
        Crew crew = new Crew(scenario, LAB);
        Elections elections = crew.elections(validators);
        double[] expected = new double[validators];
        double[] variance = new double[validators];
        int changes = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            Committee committee = elections.of(epoch);
            changes += committee.size() == elections.of(epoch + 1).size() ? 0 : 1;
            for (int i = 0; i < validators; i++) {
                int member = committee.indexOf(crew.spec().validators().get(i).key());
                double share =
                        member < 0 ? 0 : (double) committee.member(member).weight() / committee.totalWeight();
                expected[i] += blocks * share;
                variance[i] += blocks * share * (1 - share);
            }
        }
        assertThat(changes).isGreaterThan(20);
        for (int i = 0; i < validators; i++) {
            int node = i;
            double proposed = finals.values().stream().filter(p -> p == node).count();
            assertThat(Math.abs(proposed - expected[i]))
                    .as("node " + i + " proposed " + proposed + " of " + expected[i])
                    .isLessThan(3 * Math.sqrt(variance[i]) + 1);
        }
    }

    /** A dead member is waited for once, however short the epochs are. */
    @Test
    void aDeadLeaderIsNotWaitedForInEveryEpoch() {
        Scenario scenario = Scenario.calm(1, 4, 10, 120).withDead(1).withEpochs(3);
        SimulationReport report = good(scenario);
        assertThat(report.intervals().stream().filter(ms -> ms >= 200).count()).isLessThan(10);
    }

    /** Cut off from the committee that ends an epoch, all of the next one missed that it did. */
    @Test
    void aNextCommitteeThatHeardNothingOfTheEndIsTold() {
        good(Scenario.drawn(709, 4).withEpochs(6));
    }

    @Tag("marathon")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10, 16})
    void chaosAcrossEpochsNeverBreaksSafetyInTenThousandSeeds(int validators) {
        for (long seed = 1_001; seed <= 1_000 + 10_000 / validators; seed++) {
            good(Scenario.drawn(seed, validators).withEpochs(blocks(seed)));
        }
    }
}
