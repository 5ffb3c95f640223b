package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.light.Judgement;
import io.gradchain.consensus.light.LightClient;
import io.gradchain.consensus.light.LightRule;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers of slots, followed without a chain. */
class DposLightClientTest {
    private final Desk desk = new Desk(3, Cluster.with("epoch_blocks", 4));
    private final LightClient client = new LightClient(desk.cluster.spec, desk.station.engine, Hash.ZERO);
    private final List<Block> chain = new ArrayList<>();

    private BlockHeader header(int height) {
        while (chain.size() < height) {
            BlockHeader parent =
                    chain.isEmpty() ? desk.genesis.header() : chain.getLast().header();
            chain.add(desk.block(chain.size() + 1, parent, parent));
        }
        return chain.get(height - 1).header();
    }

    /** Members, weighing alike here, certify the block and the one on it. */
    private byte[] proof(int height, int... signers) {
        header(height + 1);
        Block upper = chain.get(height);
        return new FinalityProof(
                        List.of(upper.header()),
                        desk.certificate(chain.get(height - 1), signers),
                        desk.certificate(upper, signers))
                .encoded();
    }

    private void refuses(int height, byte[] proof, LightRule rule) {
        assertThat(client.advance(header(height), proof))
                .isInstanceOfSatisfying(
                        Judgement.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    @Test
    void twoQuorumsPassAnyNumberOfBlocks() {
        refuses(3, proof(3, 0, 1), LightRule.FINALITY);
        refuses(3, proof(2, 0, 1, 2), LightRule.FINALITY);
        refuses(7, proof(7, 0, 1, 2), LightRule.EPOCH);
        assertThat(client.advance(header(3), proof(3, 0, 1, 2))).isInstanceOf(Judgement.Accepted.class);
        assertThat(client.tip()).isEqualTo(header(3));
        refuses(2, proof(2, 0, 1, 2), LightRule.HEIGHT);
        assertThat(client.advance(header(4), proof(4, 1, 2, 3))).isInstanceOf(Judgement.Accepted.class);
    }
}
