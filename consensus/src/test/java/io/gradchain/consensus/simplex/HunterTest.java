package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.consensus.simplex.lab.SimplexLab;
import io.gradchain.consensus.voting.Vote;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator is tested too: each broken rule must be caught, and by its own name. */
class HunterTest {
    /** Far fewer catch the three at the time of writing. */
    private static final long SEEDS = 200;

    /** What is wrong, and what the scan of the logs, or before it the sign guard, must say about it. */
    enum Break {
        DROPS_I2("signed both Nullify and Finalize"),
        PROPOSES_TWICE("signed two blocks as PROPOSE"),
        VOTES_TWICE("signs vote in view");

        private final String symptom;

        Break(String symptom) {
            this.symptom = symptom;
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void brokenRulesAreCaughtWithinFewSeeds(Break broken) {
        long seed = 1;
        while (seed <= SEEDS
                && !run(Scenario.drawn(seed, 7), () -> new BrokenRules(broken))
                        .describe()
                        .contains(broken.symptom)) {
            seed++;
        }
        assertThat(seed).as("the seed that catches %s", broken).isLessThanOrEqualTo(SEEDS);
    }

    /** The guard speaks first wherever it is asked; that the scan would have spoken too shows without it. */
    @Test
    void theScanOfTheLogsAloneCatchesWhoVotesTwice() {
        EngineLab lab = new SimplexLab()
                .making((spec, key, scheme) -> new Unguarded(
                        new SimplexEngine(spec, key, scheme, 0, () -> new BrokenRules(Break.VOTES_TWICE))));
        String caught = "nothing";
        for (long seed = 1; seed <= SEEDS && !caught.contains("signed two blocks as NOTARIZE"); seed++) {
            caught = Simulation.run(Scenario.drawn(seed, 7), lab).describe();
        }
        assertThat(caught).contains("signed two blocks as NOTARIZE");
    }

    private static SimulationReport run(Scenario scenario, Supplier<VotingRules> rules) {
        return Simulation.run(
                scenario,
                new SimplexLab().making((spec, key, scheme) -> new SimplexEngine(spec, key, scheme, 0, rules)));
    }

    /** Speaks as the engine does, and tells the guard of no signature. */
    private static final class Unguarded extends Corrupted {
        private Unguarded(ConsensusEngine engine) {
            super(engine);
        }

        @Override
        public void recover(List<byte[]> records, ChainView chain, Effects out) {
            super.recover(records, chain, withoutMarks(out));
        }

        @Override
        public void on(Event event, Effects out) {
            super.on(event, withoutMarks(out));
        }

        @Override
        protected void say(Optional<PeerId> to, byte[] message, Effects out) {
            forward(to, message, out);
        }

        private static Effects withoutMarks(Effects out) {
            return (Effects) Proxy.newProxyInstance(
                    Effects.class.getClassLoader(),
                    new Class<?>[] {Effects.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("mark") ? null : method.invoke(out, arguments));
        }
    }

    /** The real rules with one of them left out; to vote twice is to forget at a restart what was voted before it. */
    private static final class BrokenRules implements VotingRules {
        private final SafetyRules whole = new SafetyRules();
        private final SafetyRules forgetful = new SafetyRules();
        private final Break broken;
        private boolean recovered;

        private BrokenRules(Break broken) {
            this.broken = broken;
        }

        @Override
        public boolean mayPropose(long view) {
            return broken == Break.PROPOSES_TWICE ? forgetful.mayPropose(view) : rules().mayPropose(view);
        }

        @Override
        public boolean mayNotarize(long view, Basis basis, CertificateStore certificates) {
            return rules().mayNotarize(view, basis, certificates);
        }

        @Override
        public boolean mayNullify(long view) {
            return rules().mayNullify(view);
        }

        @Override
        public boolean mayFinalize(long view, boolean equivocated) {
            return broken == Break.DROPS_I2
                    ? forgetful.mayFinalize(view, equivocated)
                    : rules().mayFinalize(view, equivocated);
        }

        private SafetyRules rules() {
            return broken == Break.VOTES_TWICE ? forgetful : whole;
        }

        @Override
        public void cast(Vote vote) {
            whole.cast(vote);
            if (recovered && broken == Break.VOTES_TWICE) {
                forgetful.cast(vote);
            }
        }

        @Override
        public void enter(long view) {
            recovered = true;
            whole.enter(view);
            forgetful.enter(view);
        }

        @Override
        public void prune(long floor) {
            whole.prune(floor);
            forgetful.prune(floor);
        }
    }
}
