package io.gradchain.node.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.watch.FinalityWatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Catching up from peers that are honest, silent or lying; here a proof is right when it names the height. */
@Timeout(60)
class CatchUpTest {
    private static final PeerId HONEST = new PeerId(TestChain.key(61).publicKey());
    private static final int HEIGHT = 1_200;

    private final MemoryChain ahead = new MemoryChain();
    private final MemoryChain behind = new MemoryChain();
    private final FinalityWatch watch = new FinalityWatch(behind.chain);
    private final List<String> penalties = new CopyOnWriteArrayList<>();
    private final List<Long> advanced = new CopyOnWriteArrayList<>();
    private final List<String> diverged = new CopyOnWriteArrayList<>();
    private final List<SyncRequest> asked = new CopyOnWriteArrayList<>();
    private final Map<PeerId, byte[]> headerLies = new ConcurrentSkipListMap<>();
    private final Map<PeerId, byte[]> bodyLies = new ConcurrentSkipListMap<>();
    private volatile Optional<CompletableFuture<Optional<byte[]>>> stuck = Optional.empty();
    private CatchUp catchUp;

    private void start() {
        behind.chain.listen(watch);
        catchUp = new CatchUp(
                "test",
                behind.chain,
                new Peers(),
                new NamedHeights(),
                blocks -> CompletableFuture.completedFuture(execute(blocks)),
                (header, proof) -> advanced.add(header.height()),
                diverged::add);
    }

    private Optional<String> execute(List<Block> blocks) {
        for (Block block : blocks) {
            if (behind.chain.check(block) instanceof StateTransition.Outcome.Invalid invalid) {
                return Optional.of(invalid.toString());
            }
        }
        return Optional.empty();
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
    void aPeerThatLiesAboutHeadersIsPenalised() {
        grow(30);
        HeaderRange good = HeaderRange.decode(
                server().answer(new SyncRequest.Headers(1, 10)).orElseThrow());
        List<BlockHeader> headers = good.headers();
        byte[] none = new byte[0];
        start();
        List<byte[]> lies = List.of(
                new byte[] {1, 2},
                new HeaderRange(headers, new byte[] {9}, none).encoded(),
                new HeaderRange(headers.reversed(), good.proof(), none).encoded(),
                new HeaderRange(headers.subList(1, 10), good.proof(), none).encoded(),
                new HeaderRange(List.of(), good.proof(), none).encoded());
        for (int i = 0; i < lies.size(); i++) {
            PeerId liar = liar(i);
            headerLies.put(liar, lies.get(i));
            catchUp.fetch(40, liar);
            assertThat(settled()).isTrue();
        }
        assertThat(behind.chain.finalizedHeader().height()).isZero();
        assertThat(penalties.stream().map(text -> text.substring(0, 5)))
                .containsExactly("SY-01", "SY-04", "SY-03", "SY-03", "SY-02");
        assertThat(diverged).isEmpty();
    }

    @Test
    void wrongBodiesArePenalisedAndFetchedElsewhere() throws Exception {
        grow(30);
        start();
        PeerId liar = liar(0);
        bodyLies.put(liar, Bodies.encode(List.of(List.of(TestChain.transfer(0, 0, TestChain.account(1), 999)))));
        catchUp.fetch(30, liar);
        catchUp.heard(HONEST, new Status(30, ahead.chain.finalHash()));
        assertThat(reached(30)).isTrue();
        assertThat(penalties).allMatch(text -> text.startsWith("SY-05"));
        assertThat(diverged).isEmpty();
    }

    @Test
    void aSilentPeerIsReplaced() throws Exception {
        grow(HEIGHT);
        start();
        catchUp.heard(liar(1), new Status(HEIGHT, ahead.chain.finalHash()));
        catchUp.heard(HONEST, new Status(HEIGHT, ahead.chain.finalHash()));
        assertThat(reached(HEIGHT)).isTrue();
        assertThat(penalties).isEmpty();
    }

    @Test
    void noMoreIsAskedForThanTheWindowHolds() throws Exception {
        grow(HEIGHT);
        start();
        CompletableFuture<Optional<byte[]>> never = new CompletableFuture<>();
        stuck = Optional.of(never);
        catchUp.heard(HONEST, new Status(HEIGHT, ahead.chain.finalHash()));
        CatchUpTest.await(() -> asked.stream().anyMatch(SyncRequest.Bodies.class::isInstance));
        assertThat(asked.stream().filter(SyncRequest.Headers.class::isInstance).count())
                .as("headers run at most four ranges and one batch ahead")
                .isLessThanOrEqualTo(5);
        never.complete(Optional.empty());
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
        SyncServer server = server();
        assertThat(server.answer(new SyncRequest.Headers(2, 100)).map(HeaderRange::decode))
                .hasValueSatisfying(range -> {
                    assertThat(range.headers()).extracting(BlockHeader::height).containsExactly(2L, 3L, 4L, 5L);
                    assertThat(range.proof()).isEqualTo(proofOf(range.headers().getLast()));
                });
        assertThat(server.answer(new SyncRequest.Headers(2, 2)))
                .as("no proof in reach")
                .isEmpty();
        assertThat(server.answer(new SyncRequest.Headers(6, 100)))
                .as("not final")
                .isEmpty();
    }

    @Test
    void requestsOutOfBoundsDoNotDecode() {
        start();
        SyncRequest good = new SyncRequest.Headers(1, 1);
        assertThat(SyncRequest.decode(good.encoded())).isEqualTo(good);
        for (SyncRequest each : List.of(
                new SyncRequest.Bodies(List.of(ahead.zero().hash())),
                new SyncRequest.Leap(0),
                new SyncRequest.Nodes(List.of(ahead.zero().stateRoot())),
                new SyncRequest.Codes(List.of(ahead.zero().stateRoot())),
                new SyncRequest.Receipts(ahead.zero().hash()))) {
            assertThat(SyncRequest.decode(each.encoded())).isEqualTo(each);
        }
        byte[] bytes = good.encoded();
        List<byte[]> refused = List.of(
                new byte[0],
                Arrays.copyOf(bytes, bytes.length - 1),
                Arrays.copyOf(bytes, bytes.length + 1),
                new ByteWriter().u8(1).u63(1).u32(1).toByteArray(),
                new ByteWriter().u8(2).u63(0).u32(1).toByteArray(),
                new ByteWriter().u8(2).i64(-1).u32(1).toByteArray(),
                new ByteWriter().u8(2).u63(1).u32(0).toByteArray(),
                new ByteWriter().u8(2).u63(1).u32(SyncRequest.MAX_HEADERS + 1).toByteArray(),
                new ByteWriter().u8(5).u32(0).toByteArray(),
                new ByteWriter().u8(3).u32(SyncRequest.MAX_HASHES + 1).toByteArray());
        for (byte[] each : refused) {
            assertThatThrownBy(() -> SyncRequest.decode(each)).isInstanceOf(DecodeException.class);
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

    /** Waits until no block is being fetched. */
    private boolean settled() {
        await(() -> !catchUp.isRunning());
        return !catchUp.isRunning();
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private static PeerId liar(int number) {
        return new PeerId(TestChain.key(62 + number).publicKey());
    }

    private SyncServer server() {
        Proofs proofs = new NamedHeights();
        return new SyncServer(ahead.chain, ahead.store, proofs);
    }

    private final class NamedHeights implements Proofs {
        @Override
        public long epochOf(BlockHeader header) {
            return 0;
        }

        @Override
        public boolean provesFinal(BlockHeader header, byte[] proof, Committee committee) {
            return Arrays.equals(proof, proofOf(header));
        }

        @Override
        public Optional<Committee> committee(long epoch, BlockHeader at) {
            return Optional.of(Committee.genesis(behind.spec));
        }
    }

    /** A peer that is not {@link #HONEST} lies where it has a lie, is honest about headers else, and silent about bodies. */
    private final class Peers implements SyncPeers {
        @Override
        public CompletableFuture<Optional<byte[]>> ask(PeerId peer, SyncRequest request) {
            asked.add(request);
            boolean bodies = request instanceof SyncRequest.Bodies;
            if (bodies && stuck.isPresent()) {
                return stuck.get();
            }
            byte[] lie = (bodies ? bodyLies : headerLies).get(peer);
            return CompletableFuture.completedFuture(
                    lie != null
                            ? Optional.of(lie)
                            : bodies && !peer.equals(HONEST) ? Optional.empty() : server().answer(request));
        }

        @Override
        public void penalise(PeerId peer, String reason) {
            assertThat(peer).isNotEqualTo(HONEST);
            penalties.add(reason);
        }
    }
}
