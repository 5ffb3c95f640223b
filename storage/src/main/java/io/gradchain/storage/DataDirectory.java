package io.gradchain.storage;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.fault.StorageError;
import io.gradchain.storage.file.DirectoryLock;
import io.gradchain.storage.file.RecordLog;
import io.gradchain.storage.file.SlotFile;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.rocks.RocksStore;
import io.gradchain.storage.state.StateTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything one node keeps, opened together and held alone:
 *
 * <pre>
 *   DIR/lock         held by the running node
 *   DIR/db/          the database, see {@link Column}
 *   DIR/votes.log    what the consensus engine must never forget, see {@link RecordLog}
 *   DIR/sign.guard   the last signature once more, to notice when that log lost something, see {@link SlotFile}
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    /** Version of the whole database; another one is refused. */
    public static final int FORMAT_VERSION = 1;

    public static final String VOTES = "votes.log";
    public static final String GUARD = "sign.guard";

    private final DirectoryLock lock;
    private final KeyValueStore store;
    private final RecordLog.Opened votes;
    private final Attempt<SlotFile> guard;

    private DataDirectory(DirectoryLock lock, KeyValueStore store, RecordLog.Opened votes, Attempt<SlotFile> guard) {
        this.lock = lock;
        this.store = store;
        this.votes = votes;
        this.guard = guard;
    }

    /**
     * Locks and opens {@code directory}, creating what is not there.
     *
     * @param chain hash of the chain spec; data of any other chain is refused
     */
    public static Attempt<DataDirectory> open(Path directory, Hash chain) {
        return DirectoryLock.take(directory).then(lock -> closingOnRefusal(lock, openLocked(directory, chain, lock)));
    }

    private static Attempt<DataDirectory> openLocked(Path directory, Hash chain, DirectoryLock lock) {
        return RocksStore.open(directory.resolve("db"))
                .then(store -> closingOnRefusal(
                        store,
                        checkChain(directory, store, chain)
                                .then(checked -> RecordLog.open(directory.resolve(VOTES), chain))
                                .then(votes -> new Attempt.Done<>(
                                        new DataDirectory(lock, store, votes, openGuard(directory, store, chain))))));
    }

    /** Made once for each directory: where there was one, a missing one is lost. */
    private static Attempt<SlotFile> openGuard(Path directory, KeyValueStore store, Hash chain) {
        Path file = directory.resolve(GUARD);
        byte[] flag = Column.Meta.GUARD.key();
        boolean had = store.get(Column.METADATA, flag).isPresent();
        if (had && !Files.exists(file)) {
            return Attempt.refused(StorageError.GUARD_DAMAGED, file.toString(), "the file is gone");
        }
        Attempt<SlotFile> guard = Files.exists(file) ? SlotFile.open(file, chain) : SlotFile.create(file, chain);
        if (!had && guard instanceof Attempt.Done<SlotFile>) {
            store.write(new WriteBatch().put(Column.METADATA, flag, new byte[] {1}), true);
        }
        return guard;
    }

    private static <T, R extends AutoCloseable> Attempt<T> closingOnRefusal(R resource, Attempt<T> attempt) {
        if (attempt instanceof Attempt.Refused<T>) {
            switch (resource) {
                case DirectoryLock lock -> lock.close();
                case KeyValueStore store -> store.close();
                default -> throw new IllegalArgumentException("not one of ours: " + resource);
            }
        }
        return attempt;
    }

    private static Attempt<KeyValueStore> checkChain(Path directory, KeyValueStore store, Hash chain) {
        byte[] format = Column.Meta.FORMAT.key();
        byte[] spec = Column.Meta.CHAIN.key();
        Optional<byte[]> version = store.get(Column.METADATA, format);
        if (version.isEmpty()) {
            byte[] current = new ByteWriter().u32(FORMAT_VERSION).toByteArray();
            store.write(
                    new WriteBatch().put(Column.METADATA, format, current).put(Column.METADATA, spec, chain.bytes()),
                    true);
            return new Attempt.Done<>(store);
        }
        int found = ByteReader.decode(version.get(), ByteReader::u32);
        if (found != FORMAT_VERSION) {
            return Attempt.refused(
                    StorageError.UNKNOWN_FORMAT,
                    directory.toString(),
                    "it has version " + found + ", this gradchain reads version " + FORMAT_VERSION);
        }
        Hash other = Hash.of(store.get(Column.METADATA, spec).orElseThrow());
        if (!other.equals(chain)) {
            return Attempt.refused(
                    StorageError.WRONG_CHAIN,
                    directory.toString(),
                    "it holds chain " + other.shortHex() + "…, the chain spec given is " + chain.shortHex() + "…");
        }
        return new Attempt.Done<>(store);
    }

    public KeyValueStore store() {
        return store;
    }

    public BlockStore blocks() {
        return new BlockStore(store);
    }

    public StateTree state() {
        return StateTree.of(store);
    }

    /** The vote log with what earlier runs left in it. */
    public RecordLog.Opened votes() {
        return votes;
    }

    /** The sign guard; a refusal binds only who signs. */
    public Attempt<SlotFile> guard() {
        return guard;
    }

    @Override
    public void close() {
        if (guard instanceof Attempt.Done<SlotFile>(SlotFile open)) {
            open.close();
        }
        votes.log().close();
        store.close();
        lock.close();
    }
}
