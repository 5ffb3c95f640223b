package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.dpos.lab.DposLab;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import io.gradchain.consensus.sim.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator is tested too: each broken rule must be caught, and by its own name; and the older rule must be seen failing. */
class HunterTest {
    private static final int SEEDS = 1_000;

    /** What is wrong, and what the audit of the logs must say about it. */
    enum Break {
        VOTES_TWICE("signed two blocks as NOTARIZE"),
        DROPS_THE_LOCK("voted below its lock");

        private final String symptom;

        Break(String symptom) {
            this.symptom = symptom;
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void brokenRulesAreCaughtWithinAThousandSeeds(Break broken) {
        EngineLab lab = new DposLab()
                .making((spec, key, scheme) -> new DposEngine(spec, key, scheme, 0, () -> new BrokenRules(broken)));
        String caught = "nothing";
        for (long seed = 1; seed <= SEEDS && !caught.contains(broken.symptom); seed++) {
            caught = Simulation.run(Scenario.drawn(seed, 7), lab).describe();
        }
        assertThat(caught).contains(broken.symptom);
    }

    /** Honest producers and a network that falls apart again and again are enough. */
    @Test
    void theOlderRuleCallsTwoBranchesSolid() {
        String caught = "nothing";
        for (long seed = 1; seed <= SEEDS && !caught.contains("final"); seed++) {
            Scenario scenario =
                    Scenario.drawn(seed, 4).against().withSplit(Split.SHIFTING).withChaos(20_000);
            SimulationReport report = Simulation.run(scenario, DposLab.solid());
            if (!report.violations().isEmpty()) {
                caught = report.describe();
            }
            assertThat(Simulation.run(scenario, new DposLab()).violations()).isEmpty();
        }
        assertThat(caught).contains("final");
    }

    /** The real rules with one of them left out; to sign twice is to forget at a restart what was signed before it. */
    private static final class BrokenRules implements VotingRules {
        private final SafetyRules whole = new SafetyRules();
        private final Break broken;
        private final SafetyRules forgetful = new SafetyRules();
        private long votedSlot;
        private boolean recovered;

        private BrokenRules(Break broken) {
            this.broken = broken;
        }

        @Override
        public boolean mayPropose(long slot) {
            recovered = true;
            return whole.mayPropose(slot);
        }

        @Override
        public boolean mayVote(long slot, Rank justified) {
            return switch (broken) {
                case VOTES_TWICE -> forgetful.mayVote(slot, justified);
                case DROPS_THE_LOCK -> slot > votedSlot;
            };
        }

        @Override
        public void proposed(long slot) {
            whole.proposed(slot);
        }

        @Override
        public void voted(long slot, Rank justified) {
            whole.voted(slot, justified);
            votedSlot = Math.max(votedSlot, slot);
            if (recovered) {
                forgetful.voted(slot, justified);
            }
        }

        @Override
        public void finalized(Rank block) {
            voted(block.slot(), block);
        }
    }
}
