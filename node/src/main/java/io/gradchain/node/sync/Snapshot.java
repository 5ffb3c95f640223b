package io.gradchain.node.sync;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.light.Judgement;
import io.gradchain.consensus.light.LightClient;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.ListRoot;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the state after a recent final block instead of all blocks (SY-5 to SY-9): follows headers from epoch to epoch as a
 * light client, fetches the state of the newest, and makes that block the start of the chain. For one thread, before
 * anything else of the node runs.
 */
public final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final long PATIENCE_MILLIS = 200;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final KeyValueStore store;
    private final SyncPeers peers;
    private final ConsensusEngine engine;
    private final LightClient light;
    private final PeerBoard board = new PeerBoard();
    private final SnapshotProgress progress = new SnapshotProgress();
    private final List<HeaderRange> ends = new ArrayList<>();
    private Optional<HeaderRange> newest = Optional.empty();
    private volatile boolean stopped;

    /** @param store holds block zero and perhaps what an earlier try left */
    public Snapshot(ChainSpec spec, ConsensusEngine engine, KeyValueStore store, SyncPeers peers) {
        BlockStore blocks = new BlockStore(store);
        BlockHeader zero = blocks.header(blocks.canonical(0).orElseThrow()).orElseThrow();
        this.store = store;
        this.peers = peers;
        this.engine = engine;
        this.light = new LightClient(spec, engine, zero.stateRoot());
    }

    /** Whether the database has nothing above block zero, so that a snapshot may be its start. */
    public static boolean fits(KeyValueStore store) {
        BlockStore blocks = new BlockStore(store);
        return blocks.finalTip().equals(blocks.canonical(0));
    }

    public void heard(PeerId peer, Status status) {
        board.heard(peer, status.finalHeight());
    }

    public void forget(PeerId peer) {
        board.forget(peer);
    }

    public SnapshotProgress progress() {
        return progress;
    }

    /** {@link #run} returns soon; what it has stays for the next try. */
    public void stop() {
        stopped = true;
    }

    /** Returns true when the database begins at a final block of whose state nothing is missing. */
    public boolean run() throws InterruptedException {
        while (!stopped) {
            Asking asking = new Asking(peers, board);
            follow(asking);
            if (newest.isPresent()) {
                BlockHeader header = newest.get().headers().getFirst();
                progress.chose(header.height());
                if (new StateFetch(store, asking, header.height(), progress).run(header.stateRoot(), () -> stopped)) {
                    Optional<Body> body = body(asking, header);
                    if (body.isPresent()) {
                        begin(body.get());
                        return true;
                    }
                }
                LOG.info("{}; looking for a newer block", progress);
            }
            LockSupport.parkNanos(RETRY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return false;
    }

    private record Body(Block block, List<Receipt> receipts) {}

    /** Follows proven headers as far as anybody leads. */
    private void follow(Asking asking) throws InterruptedException {
        boolean more = true;
        while (more && !stopped) {
            long above = light.tip().height();
            boolean asked = board.highest() > above
                    && asking.ask(
                            above + 1, new SyncRequest.Leap(light.committee().epoch()), this::leap, () -> {});
            while (asking.open() > 0) {
                asking.step(PATIENCE_MILLIS);
            }
            more = asked && light.tip().height() > above;
        }
    }

    private Optional<String> leap(byte[] answer) {
        HeaderRange range = HeaderRange.decode(answer);
        if (range.headers().size() != 1) {
            return Optional.of("SY-02 one header was asked for");
        }
        BlockHeader header = range.headers().getFirst();
        // The committee first: a client that took the header could not go back for another hand-over.
        if (CommitteeBook.endsEpoch(header)
                && !Committee.decode(range.nextCommittee()).hash().equals(header.nextCommittee())) {
            return Optional.of("SY-14 the committee is not the one the header commits to");
        }
        Optional<String> wrong = refused(light.advance(header, range.proof()));
        if (wrong.isEmpty()) {
            newest = Optional.of(range);
            if (CommitteeBook.endsEpoch(header)) {
                ends.add(range);
                return refused(light.handOver(range.nextCommittee()));
            }
        }
        return wrong;
    }

    private static Optional<String> refused(Judgement judgement) {
        return judgement instanceof Judgement.Refused no ? Optional.of("SY-17 " + no) : Optional.empty();
    }

    private Optional<Body> body(Asking asking, BlockHeader header) throws InterruptedException {
        List<Block> blocks = new ArrayList<>();
        List<List<Receipt>> receipts = new ArrayList<>();
        Hash hash = header.hash();
        while (!stopped && (blocks.isEmpty() || receipts.isEmpty())) {
            boolean asked = blocks.isEmpty()
                    ? asking.ask(
                            header.height(),
                            new SyncRequest.Bodies(List.of(hash)),
                            answer -> block(header, answer, blocks),
                            () -> {})
                    : asking.ask(
                            header.height(),
                            new SyncRequest.Receipts(hash),
                            answer -> receipts(header, answer, receipts),
                            () -> {});
            if (!asked) {
                return Optional.empty();
            }
            while (asking.open() > 0) {
                asking.step(PATIENCE_MILLIS);
            }
        }
        return stopped ? Optional.empty() : Optional.of(new Body(blocks.getFirst(), receipts.getFirst()));
    }

    private static Optional<String> block(BlockHeader header, byte[] answer, List<Block> into) {
        List<List<SignedTransaction>> bodies = Bodies.decode(answer);
        Block block = new Block(header, bodies.size() == 1 ? bodies.getFirst() : List.of());
        if (bodies.size() != 1 || !block.hasItsBody()) {
            return Optional.of("SY-05 the transactions are not those of the header");
        }
        into.add(block);
        return Optional.empty();
    }

    private static Optional<String> receipts(BlockHeader header, byte[] answer, List<List<Receipt>> into) {
        List<Receipt> receipts = ByteReader.decode(answer, in -> in.list(Block.MAX_TRANSACTIONS, Receipt::read));
        Hash root = ListRoot.of(receipts.stream().map(Receipt::hash).toList());
        if (!root.equals(header.receiptRoot())) {
            return Optional.of("SY-18 the receipts are not those of the header");
        }
        into.add(receipts);
        return Optional.empty();
    }

    /** One synced batch makes the block the chain's start, with what engines and newcomers ask of the epochs before. */
    private void begin(Body body) {
        BlockStore blocks = new BlockStore(store);
        WriteBatch batch = new WriteBatch();
        for (HeaderRange end : ends) {
            blocks.putFinalHeader(batch, end.headers().getFirst(), end.proof());
            CommitteeBook.put(batch, Committee.decode(end.nextCommittee()));
        }
        blocks.begin(batch, body.block(), body.receipts(), newest.orElseThrow().proof());
        StateWindow.begin(batch, body.block().height());
        store.write(batch, true);
        LOG.info(
                "the chain begins at {} of epoch {}",
                body.block(),
                engine.epoch(body.block().height(), body.block().header().seal()));
    }
}
