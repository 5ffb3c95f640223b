package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;

/** What the simulator asks of an engine: how to make one, how to spoil one, how to judge what honest ones say. */
public interface EngineLab {
    /** The engine's name in chain specs. */
    String engine();

    /**
     * Numbers of the chain spec that suit a simulation.
     *
     * @param slowest ms a message takes at most once the network has healed
     */
    SortedMap<String, Long> parameters(long slowest);

    /** The engine of one validator, at the start and after each crash; without a key, an observer. */
    ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme);

    /** The names of its Byzantine validators. */
    List<String> adversaries();

    /** An engine that thinks like {@code honest} and speaks like {@code adversary}, one of {@link #adversaries}. */
    ConsensusEngine corrupt(String adversary, ConsensusEngine honest, Kit kit);

    /** A judge for one run. */
    Auditor auditor(ChainSpec spec);

    /**
     * A reader of what real validators left on their disks.
     *
     * @param committees by epoch, as far as they are known
     */
    default Blame blame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        return Blame.nobody();
    }

    /** Virtual ms of chaos in which this engine gets to do something. */
    default int chaosMillis() {
        return 1_200;
    }

    /** Virtual ms within which a healed network must do what a scenario asks, where the scenario does not say. */
    default int patienceMillis() {
        return 60_000;
    }

    /** The same lab with other engines: broken ones, to see whether they are caught. */
    default EngineLab making(EngineFactory engines) {
        return new OtherEngines(this, engines);
    }

    /** Refuses a name that is none of the lab's. */
    static IllegalArgumentException unknown(String adversary, EngineLab lab) {
        return new IllegalArgumentException(
                "no adversary '" + adversary + "' of engine " + lab.engine() + ", there are " + lab.adversaries());
    }
}
