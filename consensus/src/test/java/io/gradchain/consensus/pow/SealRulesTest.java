package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What makes a header's seal right (C-101..C-105). */
class SealRulesTest {
    private final Workbench bench = new Workbench();
    private final BlockHeader genesis = bench.genesis.header();

    private boolean verify(Block block) {
        return bench.engine.verifySeal(block.header(), bench.world, null);
    }

    private void refused(Block block) {
        assertThat(verify(block)).isFalse();
        bench.penalties.clear();
        bench.announce(0, block);
        assertThat(bench.penalties).singleElement().asString().startsWith("C-122");
    }

    @Test
    void targetAndWorkFollowFromTheParent() {
        Block block = bench.mine(genesis, 1);
        Seal seal = Seal.of(block.header()).orElseThrow();
        assertThat(verify(block)).isTrue();
        assertThat(seal.work()).isEqualTo(BigInteger.valueOf(4));
        refused(bench.sealed(block.header()
                .withSeal(new Seal(seal.target().subtract(BigInteger.ONE), seal.work(), 0).encoded())));
        refused(bench.sealed(block.header()
                .withSeal(new Seal(seal.target(), seal.work().add(BigInteger.ONE), 0).encoded())));
        refused(new Block(block.header().withSeal(new byte[] {1}), List.of()));
    }

    @Test
    void theHashMustMeetTheTarget() {
        Block block = bench.mine(genesis, 1);
        Seal seal = Seal.of(block.header()).orElseThrow();
        for (long nonce = 0; nonce < 64; nonce++) {
            BlockHeader header = block.header().withSeal(seal.withNonce(nonce).encoded());
            assertThat(verify(new Block(header, List.of())))
                    .as("nonce " + nonce)
                    .isEqualTo(hash(header, seal, nonce).compareTo(seal.target()) <= 0);
        }
    }

    /** SHA-256(SHA-256(D ‖ nonce)), written down once more. */
    private static BigInteger hash(BlockHeader header, Seal seal, long nonce) {
        byte[] message = Arrays.copyOf(
                Hashing.hash(
                                Domain.POW,
                                header.withSeal(seal.withNonce(0).encoded()).encoded())
                        .bytes(),
                40);
        message[39] = (byte) nonce;
        MessageDigest sha256 = Hashing.sha256();
        return new BigInteger(1, sha256.digest(sha256.digest(message)));
    }

    @Test
    void aPuzzleFindsTheLeastNonceOfItsRange() {
        Block block = bench.mine(genesis, 1);
        HashPuzzle puzzle = HashPuzzle.of(block.header()).orElseThrow();
        Seal seal = Seal.of(block.header()).orElseThrow();
        assertThat(puzzle.attempt(0, (int) seal.nonce())).isEmpty();
        assertThat(puzzle.attempt(0, (int) seal.nonce() + 1)).contains(seal.encoded());
        Optional<byte[]> far = puzzle.attempt(Long.MAX_VALUE - 2, 1_000);
        assertThat(far).as("nonces go round").isPresent();
    }

    @Test
    void timeIsAboveTheMedianOfEleven() {
        BlockHeader last = genesis;
        for (int i = 1; i <= 20; i++) {
            last = bench.mine(last, 1, 1_000L * i).header();
        }
        assertThat(bench.engine.earliestTime(last, bench.world)).isEqualTo(15_001);
        Block child = bench.mine(last, 2, 21_000);
        assertThat(verify(at(child, 15_001))).isTrue();
        Block early = at(child, 15_000);
        assertThat(verify(early)).isFalse();
        assertThat(bench.engine.earliestTime(genesis, bench.world)).isEqualTo(1);
        assertThat(bench.engine.earliestTime(bench.mine(genesis, 3, 50).header(), bench.world))
                .isEqualTo(51);
    }

    private Block at(Block block, long time) {
        BlockHeader header = block.header();
        return bench.sealed(new BlockHeader(
                header.chainId(),
                header.height(),
                time,
                header.parent(),
                header.proposer(),
                header.txRoot(),
                header.receiptRoot(),
                header.stateRoot(),
                header.gasUsed(),
                header.nextCommittee(),
                header.mix(),
                header.vrfProof(),
                header.seal()));
    }

    @Test
    void aHalfLifeOfWaitingDoublesTheTargetAndANightIsForgiven() {
        BlockHeader first = bench.mine(genesis, 1, 1_000_000_000).header();
        BlockHeader second = bench.mine(first, 1, first.timeMillis() + 34_000).header();
        BigInteger target = Seal.of(second).orElseThrow().target();
        assertThat(target).as("a spec may lie about").isEqualTo(Work.target(4));
        BlockHeader third = bench.mine(second, 1, second.timeMillis() + 2_000).header();
        assertThat(Seal.of(third).orElseThrow().target()).isEqualTo(target.shiftLeft(1));
        BlockHeader morning =
                bench.mine(third, 1, third.timeMillis() + 30_000_000).header();
        BlockHeader next = bench.mine(morning, 1, morning.timeMillis() + 1).header();
        assertThat(Seal.of(next).orElseThrow().target())
                .as("no easier than the limit")
                .isEqualTo(Work.target(1));
        BlockHeader after = bench.mine(next, 1, next.timeMillis() + 1).header();
        assertThat(Seal.of(after).orElseThrow().target()).isLessThan(Work.target(1));
    }

    @Test
    void headersThatDoNotFollowOneAnotherCostTheirSender() {
        List<Block> blocks = bench.branch(genesis, 3, 1);
        bench.hear(
                0,
                new Message.Headers(
                        List.of(blocks.get(0).header(), blocks.get(2).header())));
        assertThat(bench.penalties).singleElement().asString().startsWith("C-123");
    }
}
