package io.gradchain.node.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.watch.FinalityWatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Catching up from peers that are honest, silent or lying; here a proof is right when it names the height. */
@Timeout(60)
class CatchUpTest {
    private static final PeerId HONEST = new PeerId(TestChain.key(61).publicKey());
    private static final PeerId LIAR = new PeerId(TestChain.key(62).publicKey());
    private static final int HEIGHT = 2_500;

    private final MemoryChain ahead = new MemoryChain();
    private final MemoryChain behind = new MemoryChain();
    private final FinalityWatch watch = new FinalityWatch(behind.chain);
    private final List<String> penalties = new CopyOnWriteArrayList<>();
    private final List<Long> advanced = new CopyOnWriteArrayList<>();
    private final List<String> diverged = new CopyOnWriteArrayList<>();
    private byte[] lie = new byte[0];
    private CatchUp catchUp;

    private void start() {
        behind.chain.listen(watch);
        catchUp = new CatchUp(
                "test",
                behind.chain,
                new Peers(),
                (header, proof) -> Arrays.equals(proof, proofOf(header)),
                block -> CompletableFuture.completedFuture(behind.chain.check(block)),
                (header, proof) -> advanced.add(header.height()),
                diverged::add);
    }

    @AfterEach
    void stop() {
        catchUp.stop();
    }

    @Test
    void thousandsOfBlocksComeInRanges() throws Exception {
        grow(HEIGHT);
        start();
        catchUp.heard(HONEST, new Status(HEIGHT, ahead.chain.finalHash()));
        assertThat(reached(HEIGHT)).isTrue();
        assertThat(settled()).isTrue();
        assertThat(behind.chain.finalHash()).isEqualTo(ahead.chain.finalHash());
        assertThat(advanced).hasSizeGreaterThan(2).endsWith((long) HEIGHT);
        assertThat(penalties).isEmpty();
        assertThat(diverged).isEmpty();
    }

    @Test
    void aPeerThatLiesIsPenalisedAndAnotherIsAsked() throws Exception {
        grow(30);
        RangeAnswer good =
                new RangeServer(ahead.chain).answer(new RangeRequest(1, 10)).orElseThrow();
        byte[] wrongProof = new RangeAnswer(good.blocks(), new byte[] {9}).encoded();
        byte[] wrongOrder = new RangeAnswer(good.blocks().reversed(), good.proof()).encoded();
        Block first = good.blocks().getFirst();
        List<Block> stuffed = new ArrayList<>(good.blocks());
        stuffed.set(0, new Block(first.header(), List.of(TestChain.transfer(0, 0, TestChain.account(1), 999))));
        byte[] wrongBody = new RangeAnswer(stuffed, good.proof()).encoded();
        byte[] nothing = new RangeAnswer(List.of(), good.proof()).encoded();
        start();
        for (byte[] each : List.of(new byte[] {1, 2}, wrongProof, wrongOrder, wrongBody, nothing)) {
            lie = each;
            catchUp.fetch(40, LIAR);
            assertThat(settled()).isTrue();
        }
        assertThat(behind.chain.finalizedHeader().height()).isZero();
        assertThat(penalties.stream().map(text -> text.substring(0, 5)))
                .containsExactly("SY-01", "SY-04", "SY-03", "SY-05", "SY-02");
        catchUp.heard(HONEST, new Status(30, ahead.chain.finalHash()));
        assertThat(reached(30)).isTrue();
        assertThat(diverged).isEmpty();
    }

    @Test
    void aPeerThatRepeatsAnOldRangeDoesNotKeepUsBusy() {
        grow(30);
        start();
        lie = new RangeServer(ahead.chain)
                .answer(new RangeRequest(1, 10))
                .orElseThrow()
                .encoded();
        catchUp.fetch(40, LIAR);
        assertThat(settled()).isTrue();
        assertThat(behind.chain.finalizedHeader().height()).isEqualTo(10);
    }

    @Test
    void aRangeEndsAtTheLastBlockThatHasAProof() {
        BlockHeader at = ahead.zero();
        for (int i = 0; i < 7; i++) {
            at = ahead.build(at).header();
            if (i == 4) {
                ahead.chain.finalizeUpTo(at.hash(), proofOf(at));
            }
        }
        start();
        RangeServer server = new RangeServer(ahead.chain);
        assertThat(server.answer(new RangeRequest(2, 100))).hasValueSatisfying(range -> {
            assertThat(range.blocks()).extracting(Block::height).containsExactly(2L, 3L, 4L, 5L);
            assertThat(range.proof()).isEqualTo(proofOf(range.blocks().getLast().header()));
        });
        assertThat(server.answer(new RangeRequest(2, 2)))
                .as("no proof in reach")
                .isEmpty();
        assertThat(server.answer(new RangeRequest(6, 100))).as("not final").isEmpty();
    }

    @Test
    void requestsOutOfBoundsDoNotDecode() {
        start();
        byte[] good = new RangeRequest(1, 1).encoded();
        assertThat(RangeRequest.decode(good)).isEqualTo(new RangeRequest(1, 1));
        List<byte[]> refused = List.of(
                new byte[0],
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1),
                new ByteWriter().u8(2).u63(1).u32(1).toByteArray(),
                new ByteWriter().u8(1).u63(0).u32(1).toByteArray(),
                new ByteWriter().u8(1).i64(-1).u32(1).toByteArray(),
                new ByteWriter().u8(1).u63(1).u32(0).toByteArray(),
                new ByteWriter().u8(1).u63(1).u32(RangeRequest.MAX_COUNT + 1).toByteArray());
        for (byte[] bytes : refused) {
            assertThatThrownBy(() -> RangeRequest.decode(bytes)).isInstanceOf(DecodeException.class);
        }
    }

    private void grow(int blocks) {
        BlockHeader at = ahead.zero();
        for (int i = 1; i <= blocks; i++) {
            at = (i % 100 == 1
                            ? ahead.build(at, TestChain.transfer(0, i / 100, TestChain.account(1), i))
                            : ahead.build(at))
                    .header();
            ahead.chain.finalizeUpTo(at.hash(), proofOf(at));
        }
    }

    private static byte[] proofOf(BlockHeader header) {
        return Long.toString(header.height()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private boolean reached(long height) throws Exception {
        return watch.height(height, 30_000).get(40, TimeUnit.SECONDS);
    }

    /** Waits until no range is being fetched. */
    private boolean settled() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (catchUp.isRunning() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return !catchUp.isRunning();
    }

    private final class Peers implements SyncPeers {
        @Override
        public CompletableFuture<Optional<byte[]>> ask(PeerId peer, RangeRequest request) {
            Chain chain = ahead.chain;
            return CompletableFuture.completedFuture(
                    peer.equals(LIAR)
                            ? Optional.of(lie)
                            : new RangeServer(chain).answer(request).map(RangeAnswer::encoded));
        }

        @Override
        public void penalise(PeerId peer, String reason) {
            assertThat(peer).isEqualTo(LIAR);
            penalties.add(reason);
        }
    }
}
