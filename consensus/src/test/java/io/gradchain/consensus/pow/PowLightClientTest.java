package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.light.Judgement;
import io.gradchain.consensus.light.LightClient;
import io.gradchain.consensus.light.LightRule;
import io.gradchain.consensus.sim.SimChain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.GenesisBlock;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers of work, followed without a chain. */
class PowLightClientTest {
    private final ChainSpec spec = new Workbench().spec;
    private final SealRules rules = new SealRules(7, Parameters.of(spec));
    private final Block zero = GenesisBlock.of(spec, Hash.ZERO);
    private final SimChain world = new SimChain(zero, Committee.genesis(spec));
    private final LightClient client = new LightClient(spec, PowEngine.create(spec, Optional.empty()), Hash.ZERO);

    private BlockHeader mine(BlockHeader parent, long salt, long time) {
        byte[] seal = rules.next(parent, world).orElseThrow().encoded();
        Block block = world.build(parent, Address.NOBODY, seal, salt, time);
        byte[] found = HashPuzzle.of(block.header())
                .orElseThrow()
                .attempt(0, Integer.MAX_VALUE)
                .orElseThrow();
        return world.reseal(block.hash(), found).header();
    }

    private List<BlockHeader> branch(BlockHeader parent, int length, long salt) {
        List<BlockHeader> headers = new ArrayList<>();
        BlockHeader last = parent;
        for (int i = 0; i < length; i++) {
            last = mine(last, salt, last.timeMillis() + 2_000);
            headers.add(last);
        }
        return headers;
    }

    private void follows(List<BlockHeader> headers) {
        headers.forEach(
                header -> assertThat(client.advance(header, new byte[0])).isInstanceOf(Judgement.Accepted.class));
    }

    private void refuses(BlockHeader header, LightRule rule) {
        BlockHeader before = client.tip();
        assertThat(client.advance(header, new byte[0]))
                .isInstanceOfSatisfying(
                        Judgement.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
        assertThat(client.tip()).isEqualTo(before);
    }

    @Test
    void theBranchOfMoreWorkWinsAndConfirmationsAreCounted() {
        List<BlockHeader> one = branch(zero.header(), 3, 1);
        follows(one);
        assertThat(client.tip()).isEqualTo(one.getLast());
        List<BlockHeader> other = branch(zero.header(), 5, 2);
        follows(other.subList(0, 2));
        assertThat(client.tip()).isEqualTo(one.getLast());
        follows(other.subList(2, 5));
        assertThat(client.tip()).isEqualTo(other.getLast());
        assertThat(client.confirmed(3)).contains(other.get(1));
        assertThat(client.confirmed(6)).isEmpty();
    }

    @Test
    void whatBreaksARuleIsRefused() {
        List<BlockHeader> good = branch(zero.header(), 3, 1);
        refuses(good.get(1), LightRule.PARENT);
        follows(good.subList(0, 1));
        BlockHeader next = good.get(1);
        byte[] seal = next.seal();
        seal[seal.length - 1] ^= 1;
        refuses(next.withSeal(new byte[0]), LightRule.SEAL);
        int refused = 0;
        for (int i = 0; i < seal.length - 8; i++) {
            byte[] altered = next.seal();
            altered[i] ^= 1;
            refused += client.advance(next.withSeal(altered), new byte[0]) instanceof Judgement.Refused ? 1 : 0;
        }
        assertThat(refused)
                .as("target and total work are not the miner's to choose")
                .isEqualTo(seal.length - 8);
        refuses(mine(good.getFirst(), 7, 0).withSeal(next.seal()), LightRule.SEAL);
        follows(good.subList(1, 3));
    }
}
