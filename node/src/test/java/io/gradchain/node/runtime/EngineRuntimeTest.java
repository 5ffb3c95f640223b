package io.gradchain.node.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.execution.Authorization;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.storage.file.RecordLog;
import io.gradchain.storage.file.SlotFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineRuntimeTest {
    private static final PeerId PEER = new PeerId(TestChain.key(61).publicKey());

    @TempDir
    Path directory;

    private final MemoryChain memory = new MemoryChain();
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final List<byte[]> faults = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> halted = new CompletableFuture<>();
    private final AtomicLong executable = new AtomicLong();
    private volatile long nowMillis = memory.zero().timeMillis() + 1_000_000;
    private RecordLog log;
    private ScriptedEngine engine;
    private EngineRuntime runtime;

    @AfterEach
    void stop() {
        runtime.stop();
        log.close();
    }

    @Test
    void aRecordIsOnDiskBeforeTheMessageOfItsTurnLeaves() throws Exception {
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.send(PEER, bytes("vote"));
                out.persist(bytes("record"));
                out.broadcast(bytes("certificate"));
            }
        });
        runtime.offer(PEER, bytes("hello"));
        assertThat(sent.poll(10, TimeUnit.SECONDS)).isEqualTo("vote after 1 records");
        assertThat(sent.poll(10, TimeUnit.SECONDS)).isEqualTo("certificate after 1 records");
    }

    @Test
    void theLogIsReplacedInTheOrderTheEngineSaid() throws Exception {
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.persist(bytes("old"));
                out.persist(bytes("old"));
                out.compactLog(List.of(bytes("kept")));
                out.persist(bytes("new"));
                out.send(PEER, bytes("vote"));
            }
        });
        runtime.offer(PEER, bytes("hello"));
        assertThat(sent.poll(10, TimeUnit.SECONDS)).isEqualTo("vote after 2 records");
    }

    @Test
    void evidenceReachesWhoeverListens() throws Exception {
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.reportFault(bytes("lie"));
                out.send(PEER, bytes("vote"));
            }
        });
        runtime.offer(PEER, bytes("hello"));
        assertThat(sent.poll(10, TimeUnit.SECONDS)).isEqualTo("vote after 0 records");
        assertThat(faults).containsExactly(bytes("lie"));
    }

    @Test
    void theEngineRecoversBeforeItHearsAnything() {
        create(memory.chain, (event, out) -> {});
        runtime.post(new Event.PeerJoined(PEER));
        runtime.start(List.of(bytes("a"), bytes("b")));
        assertThat(engine.next()).isEqualTo("recover 2");
        assertThat(engine.next()).isEqualTo(new Event.PeerJoined(PEER));
    }

    @Test
    void aTimerThatWasSetAgainOrCancelledDoesNotFire() {
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.setTimer("replaced", 1);
                out.setTimer("replaced", 40);
                out.setTimer("cancelled", 1);
                out.cancelTimer("cancelled");
                out.setTimer("last", 80);
            }
        });
        runtime.offer(PEER, bytes("hello"));
        assertThat(engine.next()).isInstanceOf(Event.PeerMessage.class);
        assertThat(engine.next()).isEqualTo(new Event.TimerFired("replaced"));
        assertThat(engine.next()).isEqualTo(new Event.TimerFired("last"));
    }

    @Test
    void aBlockIsBuiltCheckedAndRefusedByRule() {
        MemoryChain other = new MemoryChain();
        Block good = other.build(other.zero(), TestChain.transfer(0, 0, TestChain.account(1), 5));
        BlockHeader h = good.header();
        Block bad = new Block(
                new BlockHeader(
                        h.chainId(),
                        h.height(),
                        h.timeMillis(),
                        h.parent(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.txRoot(),
                        h.gasUsed(),
                        h.nextCommittee(),
                        h.mix(),
                        h.vrfProof(),
                        h.seal()),
                good.transactions());
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.buildPayload(7, memory.zero(), new byte[] {1}, 1_000_000, true);
                out.checkBlock(good);
                out.checkBlock(bad);
            }
        });
        runtime.offer(PEER, bytes("hello"));
        assertThat(engine.next()).isInstanceOf(Event.PeerMessage.class);
        assertThat(engine.next()).isInstanceOfSatisfying(Event.PayloadBuilt.class, built -> {
            assertThat(built.request()).isEqualTo(7);
            assertThat(built.block().header().seal()).containsExactly(1);
            assertThat(built.block().header().timeMillis()).isEqualTo(nowMillis);
        });
        assertThat(engine.next()).isEqualTo(new Event.BlockChecked(good.hash(), new Event.Verdict.Valid()));
        assertThat(engine.next())
                .isInstanceOfSatisfying(
                        Event.BlockChecked.class,
                        checked -> assertThat(checked.verdict().toString()).contains("B-13"));
    }

    @Test
    void aVerdictWaitsWhileTheHeaderIsAheadOfOurClock() {
        MemoryChain other = new MemoryChain();
        Block block = other.build(other.zero());
        nowMillis = block.header().timeMillis() - 1_000 - 300;
        long start = System.nanoTime();
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.checkBlock(block);
            }
        });
        runtime.offer(PEER, bytes("hello"));
        engine.next();
        assertThat(engine.next()).isInstanceOf(Event.BlockChecked.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void whateverIsThrownWhileExecutingHaltsWithoutAnAnswer() throws Exception {
        for (Error trouble : List.of(new OutOfMemoryError("heap"), new StackOverflowError(), new AssertionError())) {
            MemoryChain broken = new MemoryChain();
            Authorization failing = tx -> {
                throw trouble;
            };
            Chain chain = new Chain(
                    broken.store,
                    new StateTransition(
                            broken.rules, broken.trees, hash -> Optional.empty(), failing, broken.contracts),
                    broken.committees,
                    true);
            Block block = memory.build(memory.zero(), TestChain.transfer(0, 0, TestChain.account(1), 5));
            EngineRuntimeTest run = new EngineRuntimeTest();
            run.directory = directory.resolve(trouble.getClass().getSimpleName());
            java.nio.file.Files.createDirectories(run.directory);
            run.start(chain, (event, out) -> {
                if (event instanceof Event.PeerMessage) {
                    out.checkBlock(block);
                } else {
                    out.send(PEER, bytes("a vote"));
                }
            });
            run.runtime.offer(PEER, bytes("hello"));
            assertThat(run.halted.get(10, TimeUnit.SECONDS))
                    .contains(trouble.getClass().getSimpleName());
            run.runtime.post(new Event.PeerJoined(PEER));
            run.stop();
            assertThat(run.engine.heard).noneMatch(Event.BlockChecked.class::isInstance);
            assertThat(run.sent).isEmpty();
        }
        start(memory.chain, (event, out) -> {});
    }

    @Test
    void theGasThatWaitsIsToldWhenItChangesAndAfterEachHead() {
        Block block = memory.build(memory.zero());
        start(memory.chain, (event, out) -> {
            if (event instanceof Event.PeerMessage) {
                out.setHead(block.hash());
            }
        });
        executable.set(9);
        runtime.mempoolChanged();
        assertThat(engine.next()).isEqualTo(new Event.TxPending(9));
        runtime.mempoolChanged();
        runtime.offer(PEER, bytes("hello"));
        assertThat(engine.next()).isInstanceOf(Event.PeerMessage.class);
        assertThat(engine.next()).isEqualTo(new Event.TxPending(9));
        assertThat(memory.chain.head().block()).isEqualTo(block);
    }

    private void start(Chain chain, BiConsumer<Event, Effects> script) {
        create(chain, script);
        runtime.start(List.of());
        assertThat(engine.next()).isEqualTo("recover 0");
    }

    private void create(Chain chain, BiConsumer<Event, Effects> script) {
        engine = new ScriptedEngine(script);
        log = RecordLog.open(directory.resolve("votes.log"), memory.spec.hash())
                .orElseThrow()
                .log();
        Proposer proposer = new Proposer(TestChain.address(TestChain.key(100)), Optional.empty());
        runtime = new EngineRuntime(new EngineRuntime.Parts(
                "test",
                engine,
                chain,
                log,
                SignGuard.of(SlotFile.create(directory.resolve("sign.guard"), memory.spec.hash())
                        .orElseThrow()),
                0,
                new NotingWire(),
                parent -> MemoryChain.offering(),
                executable::get,
                Optional.of(proposer),
                () -> Instant.ofEpochMilli(nowMillis),
                memory.spec.genesisTimeMillis(),
                halted::complete,
                faults::add));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Notes, with each message, how many records a reader of the log's file would find at that moment. */
    private final class NotingWire implements Wire {
        @Override
        public void send(PeerId to, byte[] message) {
            note(message);
        }

        @Override
        public void broadcast(byte[] message) {
            note(message);
        }

        private void note(byte[] message) {
            RecordLog.Opened copy = RecordLog.open(directory.resolve("votes.log"), memory.spec.hash())
                    .orElseThrow();
            copy.log().close();
            sent.add(new String(message, StandardCharsets.US_ASCII) + " after "
                    + copy.records().size() + " records");
        }

        @Override
        public void penalise(PeerId peer, String reason) {
            sent.add(reason);
        }

        @Override
        public void fetch(long height, PeerId from) {
            sent.add("fetch " + height);
        }
    }
}
