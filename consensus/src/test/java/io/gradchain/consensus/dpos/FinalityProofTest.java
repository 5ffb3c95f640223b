package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A header and its committee are enough to see that a block is final. */
class FinalityProofTest {
    private final Desk desk = new Desk(3, Cluster.with("epoch_blocks", 4));
    private final List<Block> chain = chain(8);

    /** Blocks of consecutive slots from slot 1 on, each naming its parent as far as its epoch allows. */
    private List<Block> chain(int length) {
        List<Block> blocks = new ArrayList<>();
        BlockHeader parent = desk.genesis.header();
        for (int slot = 1; slot <= length; slot++) {
            Block block = desk.block(slot, parent, parent);
            blocks.add(block);
            parent = block.header();
        }
        return blocks;
    }

    private Block block(int height) {
        return chain.get(height - 1);
    }

    private byte[] proof(int lower, boolean both) {
        List<BlockHeader> headers = both
                ? List.of(block(lower).header(), block(lower + 1).header())
                : List.of(block(lower + 1).header());
        return new FinalityProof(
                        headers, desk.certificate(block(lower), 0, 1, 2), desk.certificate(block(lower + 1), 1, 2, 3))
                .encoded();
    }

    private boolean verifies(int height, byte[] proof, long epoch) {
        Committee committee = new Committee(epoch, desk.committee.members());
        return desk.station.engine.verifyFinality(block(height).header(), proof, committee);
    }

    @Test
    void epochsAreWhereTheRulePutsThem() {
        assertThat(chain)
                .extracting(block -> Seal.of(block.header()).orElseThrow().epoch())
                .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L);
        assertThat(Seal.of(block(7).header()).orElseThrow().root()).isEqualTo(block(4).hash());
        assertThat(Seal.of(block(7).header()).orElseThrow().endHeight()).isEqualTo(8);
        assertThat(Seal.of(block(5).header()).orElseThrow().end()).isEqualTo(block(4).hash());
    }

    @Test
    void theLowerOfTwoIsProvenAndNothingElse() {
        assertThat(verifies(2, proof(2, false), 0)).isTrue();
        assertThat(verifies(3, proof(2, false), 0)).isFalse();
        assertThat(verifies(1, proof(2, false), 0)).isFalse();
        assertThat(verifies(2, proof(2, false), 1)).as("another committee").isFalse();
        assertThat(verifies(7, proof(7, false), 1)).isTrue();
    }

    @Test
    void aboveTheNominalEndOnlyTheEndIsProven() {
        assertThat(verifies(4, proof(4, false), 0)).isTrue();
        assertThat(verifies(5, proof(5, false), 0)).as("left to the next epoch").isFalse();
        assertThat(verifies(4, proof(5, true), 0)).as("which its seal names").isTrue();
        assertThat(verifies(3, proof(5, true), 0)).isFalse();
        assertThat(verifies(6, proof(6, false), 0)).as("across the hand-over").isFalse();
        assertThat(verifies(6, proof(6, false), 1)).isFalse();
    }

    @Test
    void aQuorumIsNeededTwice() {
        Certificate quorum = desk.certificate(block(2), 0, 1, 2);
        Certificate few = desk.certificate(block(3), 0, 1);
        assertThat(verifies(2, new FinalityProof(List.of(block(3).header()), quorum, few).encoded(), 0))
                .isFalse();
        Certificate twice = desk.certificate(block(2), 0, 2, 3);
        assertThat(verifies(2, new FinalityProof(List.of(block(3).header()), quorum, twice).encoded(), 0))
                .isFalse();
    }

    @Test
    void noAlteredProofVerifies() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (boolean both : List.of(false, true)) {
            byte[] proof = both ? proof(5, true) : proof(2, false);
            int height = both ? 4 : 2;
            assertThat(verifies(height, proof, 0)).isTrue();
            for (int i = 0; i < 3_000; i++) {
                byte[] altered = proof.clone();
                altered[random.nextInt(altered.length)] ^= (byte) random.nextInt(1, 256);
                assertThat(verifies(height, altered, 0))
                        .as("seed %d, round %d", seed, i)
                        .isFalse();
            }
        }
    }

    @Test
    void sealsAreVerifiedFromHeadersAlone() {
        for (Block block : chain) {
            long epoch = Seal.of(block.header()).orElseThrow().epoch();
            Committee committee = new Committee(epoch, desk.committee.members());
            Committee other = new Committee(1 - epoch, desk.committee.members());
            assertThat(desk.station.engine.verifySeal(block.header(), desk.theirs, committee))
                    .isTrue();
            assertThat(desk.station.engine.verifySeal(block.header(), desk.theirs, other))
                    .isFalse();
            assertThat(desk.station.engine.epoch(block.height(), block.header().seal()))
                    .isEqualTo(epoch);
        }
        BlockHeader broken = block(3).header().withSeal(new byte[7]);
        assertThat(desk.station.engine.verifySeal(broken, desk.theirs, desk.committee))
                .isFalse();
        assertThat(desk.station.engine.epoch(3, broken.seal())).isZero();
    }

    @Test
    void forkChoiceIsByEpochAndJustifiedSlotThenLengthThenHash() {
        assertThat(desk.station.engine.compare(block(3).header(), block(2).header()))
                .isPositive();
        Block higher = desk.block(9, block(2).header(), block(2).header());
        Block longer = desk.block(
                8, desk.block(7, block(1).header(), block(1).header()).header(), block(1).header());
        Block longest = desk.block(9, longer.header(), block(1).header());
        assertThat(desk.station.engine.compare(longest.header(), longer.header()))
                .isPositive();
        assertThat(desk.station.engine.compare(higher.header(), longest.header()))
                .isPositive();
        Block twin = desk.theirs.build(
                block(2).header(),
                block(3).header().proposer(),
                block(3).header().seal(),
                77,
                0);
        int order = desk.station.engine.compare(twin.header(), block(3).header());
        assertThat(order)
                .isEqualTo(-desk.station.engine.compare(block(3).header(), twin.header()))
                .isNotZero();
        assertThat(order > 0).isEqualTo(twin.hash().compareTo(block(3).hash()) < 0);
    }
}
