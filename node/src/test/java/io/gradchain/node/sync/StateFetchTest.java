package io.gradchain.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.execution.WorldState;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import io.gradchain.storage.state.StateTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts of a state come from peers that are honest, lie, or keep only some; what the store has must be whole. */
@Timeout(60)
class StateFetchTest {
    private static final PeerId HONEST = new PeerId(TestChain.key(61).publicKey());
    private static final PeerId OTHER = new PeerId(TestChain.key(62).publicKey());
    private static final long SEED = 20_261_128;

    private final KeyValueStore full = new MemoryStore();
    private final KeyValueStore fresh = new MemoryStore();
    private final SyncServer server = server(full);
    private final PeerBoard board = new PeerBoard();
    private final SnapshotProgress progress = new SnapshotProgress();
    private final List<String> penalties = new ArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void aStateWithContractsAndCodesArrivesWhole() throws Exception {
        Hash root = grow(StateTree.EMPTY, 1_000);
        board.heard(HONEST, 9);
        assertThat(fetch(honest()).run(root, () -> false)).isTrue();
        assertWhole(root);
        assertThat(penalties).isEmpty();
    }

    @Test
    void wrongBytesArePenalisedAndFetchedElsewhere() throws Exception {
        Hash root = grow(StateTree.EMPTY, 500);
        board.heard(HONEST, 9);
        board.heard(OTHER, 9);
        SyncPeers peers = peers((peer, honest) -> peer.equals(HONEST) ? honest : honest.map(StateFetchTest::damaged));
        assertThat(fetch(peers).run(root, () -> false)).isTrue();
        assertWhole(root);
        assertThat(penalties).isNotEmpty().allMatch(text -> text.startsWith("SY-16") || text.startsWith("SY-01"));
    }

    @Test
    void whatWasFetchedBeforeAStopIsNotFetchedAgain() throws Exception {
        Hash root = grow(StateTree.EMPTY, 2_000);
        board.heard(HONEST, 9);
        assertThat(fetch(honest()).run(root, () -> answers.get() > 20)).isFalse();
        long before = progress.parts();
        assertThat(fresh.get(Column.STATE, root.bytes())).as("the root is last").isEmpty();
        assertThat(fetch(honest()).run(root, () -> false)).isTrue();
        assertWhole(root);
        long all = size(full, Column.STATE) + size(full, Column.CONTENT);
        assertThat(before).isGreaterThan(500);
        // What was open when it stopped is fetched twice: some paths, and the leaves of the answers under way.
        assertThat(progress.parts()).as("seed " + SEED).isLessThan(all + all / 4);
    }

    @Test
    void anotherStateTakesOverWhatItShares() throws Exception {
        Hash old = grow(StateTree.EMPTY, 2_000);
        board.heard(HONEST, 9);
        assertThat(fetch(honest()).run(old, () -> false)).isTrue();
        long before = progress.parts();
        Hash next = grow(old, 3);
        assertThat(fetch(honest()).run(next, () -> false)).isTrue();
        assertWhole(next);
        assertThat(progress.parts() - before).isLessThan(400);
    }

    @Test
    void whatOnePeerDoesNotKeepComesFromAnother() throws Exception {
        Hash root = grow(StateTree.EMPTY, 500);
        board.heard(HONEST, 9);
        board.heard(OTHER, 9);
        SyncPeers peers = peers((peer, honest) -> peer.equals(HONEST) ? honest : honest.map(StateFetchTest::halved));
        assertThat(fetch(peers).run(root, () -> false)).isTrue();
        assertWhole(root);
        assertThat(penalties).isEmpty();
    }

    private StateFetch fetch(SyncPeers peers) {
        return new StateFetch(fresh, new Asking(peers, board), 9, progress);
    }

    private interface Bending {
        Optional<byte[]> of(PeerId peer, Optional<byte[]> honest);
    }

    private SyncPeers honest() {
        return peers((peer, answer) -> answer);
    }

    private SyncPeers peers(Bending bending) {
        return new SyncPeers() {
            @Override
            public CompletableFuture<Optional<byte[]>> ask(PeerId peer, SyncRequest request) {
                answers.incrementAndGet();
                return CompletableFuture.completedFuture(bending.of(peer, server.answer(request)));
            }

            @Override
            public void penalise(PeerId peer, String reason) {
                assertThat(peer).isEqualTo(OTHER);
                penalties.add(reason);
            }
        };
    }

    private static byte[] damaged(byte[] answer) {
        byte[] other = answer.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    private static byte[] halved(byte[] answer) {
        List<byte[]> values = new ArrayList<>(ByteReader.decode(answer, in -> in.list(1_024, v -> v.bytes(1 << 20))));
        for (int i = 1; i < values.size(); i += 2) {
            values.set(i, new byte[0]);
        }
        return new ByteWriter().list(values, ByteWriter::bytes).toByteArray();
    }

    private static SyncServer server(KeyValueStore store) {
        return new SyncServer(new MemoryChain().chain, store, null);
    }

    /** Some accounts more, every tenth of them with code and slots. */
    private Hash grow(Hash root, int accounts) {
        Random random = new Random(SEED + accounts);
        WorldState world = new WorldState(StateTrees.over(full), root);
        for (int i = 0; i < accounts; i++) {
            byte[] bytes = new byte[Address.BYTES];
            random.nextBytes(bytes);
            Address address = Address.of(bytes);
            world.put(address, world.account(address).withBalance(new Amount(1 + random.nextInt(1_000))));
            if (i % 10 == 0) {
                byte[] code = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(code);
                world.put(address, world.account(address).withCode(world.storeCode(code)));
                for (int slot = 0; slot < random.nextInt(30); slot++) {
                    byte[] value = new byte[random.nextInt(4_000)];
                    random.nextBytes(value);
                    world.store(address, new byte[] {0, 0, 0, 0, 0, (byte) slot}, value);
                }
            }
        }
        var change = world.commit();
        full.write(change.writes(), false);
        return change.root();
    }

    /** Every entry of the fresh store is the full one's, and every one reachable there is there. */
    private void assertWhole(Hash root) {
        List<String> expected = entries(full, root);
        assertThat(entries(fresh, root)).as("seed " + SEED).isEqualTo(expected);
    }

    private static List<String> entries(KeyValueStore store, Hash root) {
        List<String> found = new ArrayList<>();
        StateTree tree = StateTree.of(store);
        tree.forEach(root, (key, value) -> {
            found.add(key + " " + java.util.HexFormat.of().formatHex(value));
            var account = io.gradchain.node.execution.Account.decode(value);
            tree.forEach(account.storage(), (slot, bytes) -> found.add(slot + " " + bytes.length));
            if (account.isContract()) {
                found.add("code "
                        + store.get(Column.CONTENT, account.code().bytes()).orElseThrow().length);
            }
        });
        return found;
    }

    private static long size(KeyValueStore store, Column column) {
        AtomicInteger count = new AtomicInteger();
        store.scan(column, new byte[0], (key, value) -> count.incrementAndGet() > 0);
        return count.get();
    }
}
