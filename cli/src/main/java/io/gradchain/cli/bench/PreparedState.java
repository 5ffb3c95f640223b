package io.gradchain.cli.bench;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.ListRoot;
import io.gradchain.node.chain.ChainStart;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.node.execution.StateChange;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.execution.WorldState;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A state of any size, written straight into the trees, and a block of the solo validator that commits to it. No block made it:
 * it serves to measure how states travel, not how they come about. Half of it lies in slots of 16 KiB, half in accounts.
 */
final class PreparedState {
    private static final int SLOT_BYTES = 16 << 10;
    private static final int SLOTS = 256;
    /** A leaf and the branch above it, about. */
    private static final int ACCOUNT_BYTES = 225;

    private static final int ACCOUNTS = 10_000;
    private static final Ed25519 SCHEME = new Ed25519();

    private final ChainSpec spec;
    private final Random random = new Random(1);

    PreparedState(ChainSpec spec) {
        this.spec = spec;
    }

    /** Fills a new data directory with about {@code mib} MiB of state, the same every time. */
    void fill(Path directory, int mib) {
        try (DataDirectory opened = DataDirectory.open(directory, spec.hash()).orElseThrow()) {
            KeyValueStore store = opened.store();
            ChainStart.ensure(store, spec);
            BlockStore blocks = new BlockStore(store);
            BlockHeader zero = blocks.header(blocks.canonical(0).orElseThrow()).orElseThrow();
            StateTrees trees = StateTrees.over(store);
            Hash root = zero.stateRoot();
            long half = (long) mib << 19;
            for (long done = 0; done < half; done += (long) SLOTS * SLOT_BYTES) {
                root = apply(store, trees, root, this::contract);
            }
            for (long done = 0; done < half; done += (long) ACCOUNTS * ACCOUNT_BYTES) {
                root = apply(store, trees, root, this::people);
            }
            finish(store, blocks, zero, root);
        }
    }

    private interface Growth {
        void in(WorldState world);
    }

    private static Hash apply(KeyValueStore store, StateTrees trees, Hash root, Growth growth) {
        WorldState world = new WorldState(trees, root);
        growth.in(world);
        StateChange change = world.commit();
        store.write(change.writes(), false);
        return change.root();
    }

    private void contract(WorldState world) {
        Address address = address();
        byte[] code = new byte[1_000];
        random.nextBytes(code);
        world.put(address, world.account(address).withCode(world.storeCode(code)));
        for (int slot = 0; slot < SLOTS; slot++) {
            byte[] value = new byte[SLOT_BYTES];
            random.nextBytes(value);
            world.store(address, ByteBuffer.allocate(6).putInt(slot).array(), value);
        }
    }

    private void people(WorldState world) {
        for (int i = 0; i < ACCOUNTS; i++) {
            Address address = address();
            world.put(address, world.account(address).withBalance(new Amount(1 + random.nextInt(1_000))));
        }
    }

    private Address address() {
        byte[] bytes = new byte[Address.BYTES];
        random.nextBytes(bytes);
        return Address.of(bytes);
    }

    private void finish(KeyValueStore store, BlockStore blocks, BlockHeader zero, Hash root) {
        Hash nothing = ListRoot.of(List.of());
        BlockHeader header = new BlockHeader(
                spec.chainId(),
                zero.height() + 1,
                zero.timeMillis() + 1_000,
                zero.hash(),
                DevKeys.address(SCHEME, DevKeys.validator(1)),
                nothing,
                nothing,
                root,
                0,
                Hash.ZERO,
                zero.mix(),
                new byte[0],
                new byte[0]);
        Block block = new Block(header, List.of());
        byte[] digest = Hashing.hash(
                        Domain.CONSENSUS_MESSAGE,
                        spec.hash().bytes(),
                        block.hash().bytes())
                .bytes();
        byte[] proof =
                SCHEME.sign(DevKeys.of(SCHEME, DevKeys.validator(1)), digest).bytes();
        WriteBatch batch = new WriteBatch();
        blocks.begin(batch, block, List.of(), proof);
        StateWindow.begin(batch, block.height());
        store.write(batch, true);
    }
}
