package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Who takes part in a run: validators in order, the last ones spoilt as the scenario says, then the second twins. */
final class Crew {
    private static final long CHAIN_ID = 7;

    private final Scenario scenario;
    private final EngineLab lab;
    private final SignatureScheme scheme;
    private final List<KeyPair> keys = new ArrayList<>();
    private final ChainSpec spec;

    Crew(Scenario scenario, EngineLab lab) {
        this.scenario = scenario;
        this.lab = lab;
        this.scheme = scenario.realSignatures() ? new Ed25519() : new KeyedHashScheme();
        List<ChainSpec.Validator> validators = new ArrayList<>();
        for (int i = 0; i < scenario.validators(); i++) {
            KeyPair key = KeyPair.fromSeed(scheme, Arrays.copyOf(number(i), KeyPair.SEED_BYTES));
            keys.add(key);
            Committee.Member member = new Committee.Member(key.publicKey(), 1);
            validators.add(new ChainSpec.Validator("v" + i, key.publicKey(), 1, member.address()));
        }
        long slowest = scenario.settled().slowest();
        SortedMap<String, Long> parameters = new TreeMap<>(lab.parameters(slowest));
        if (scenario.epochBlocks() > 0) {
            parameters.put("epoch_blocks", (long) scenario.epochBlocks());
        }
        spec = new ChainSpec("sim", CHAIN_ID, true, 0, lab.engine(), parameters, validators, List.of());
    }

    /** Committees that change where the scenario has epochs; validators that may be faulty never get a third of the weight. */
    Elections elections(int honest) {
        Committee first = Committee.genesis(spec);
        int blocks = scenario.epochBlocks();
        int down = Math.max(scenario.crashing(), scenario.dead());
        return blocks == 0
                ? Elections.constant(0, first)
                : Elections.drawn(scenario.seed(), blocks, first, i -> i < down || i >= honest);
    }

    ChainSpec spec() {
        return spec;
    }

    String engine() {
        return lab.engine();
    }

    Committee committee() {
        return Committee.genesis(spec);
    }

    Blame blame() {
        return lab.blame(
                spec,
                scheme,
                epoch -> Optional.of(new Committee(epoch, committee().members())));
    }

    /** An engine of nobody's, to judge proofs. */
    ConsensusEngine judge() {
        return lab.create(spec, Optional.empty(), scheme);
    }

    List<SimNode> nodes(World world, SplittableRandom random) {
        Committee committee = committee();
        Block genesis = SimChain.genesis(CHAIN_ID);
        int honest = scenario.validators() - scenario.adversaries().size() - scenario.twins();
        List<PeerId> ids = new ArrayList<>();
        for (int i = 0; i < scenario.validators() + scenario.twins(); i++) {
            ids.add(new PeerId(PublicKey.of(Arrays.copyOf(number(i), PublicKey.BYTES))));
        }
        Elections elections = elections(honest);
        List<SimNode> nodes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int member = i < scenario.validators() ? i : honest + i - scenario.validators();
            SimNode node = new SimNode(
                    i,
                    ids.get(i),
                    committee.member(member).address(),
                    i < honest,
                    world,
                    new SimChain(genesis, elections),
                    engines(member, i, elections, ids, random));
            node.skew(scenario.skew(i));
            nodes.add(node);
        }
        return nodes;
    }

    private Supplier<ConsensusEngine> engines(
            int member, int node, Elections elections, List<PeerId> ids, SplittableRandom random) {
        KeyPair key = keys.get(member);
        Supplier<ConsensusEngine> maker = () -> lab.create(spec, Optional.of(key), scheme);
        int spoilt = member - (scenario.validators() - scenario.adversaries().size());
        if (spoilt < 0) {
            return maker;
        }
        String adversary = named(scenario.adversaries().get(spoilt), random);
        List<PeerId> others = new ArrayList<>(ids);
        others.remove(node);
        Kit kit = new Kit(spec, elections::of, key, scheme, others, random.split());
        return () -> lab.corrupt(adversary, maker.get(), kit);
    }

    private String named(String adversary, SplittableRandom random) {
        List<String> known = lab.adversaries();
        return adversary.equals(Scenario.ANY) ? known.get(random.nextInt(known.size())) : adversary;
    }

    private static byte[] number(int i) {
        return new ByteWriter().u63(i + 1).toByteArray();
    }
}
