package io.gradchain.node.database;

import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.rocks.RocksStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Prints what a database takes: 1,000 and more blocks, empty or with 10 transfers, all states or a window of them. Arguments:
 * blocks, transfers a block, window (0 for all).
 */
final class GrowthFigures {
    private GrowthFigures() {}

    public static void main(String[] arguments) throws Exception {
        int blocks = Integer.parseInt(arguments[0]);
        int transfers = Integer.parseInt(arguments[1]);
        long window = Long.parseLong(arguments[2]);
        Path directory = Files.createTempDirectory("gradchain-growth-");
        try (KeyValueStore store = RocksStore.open(directory.resolve("db")).orElseThrow()) {
            MemoryChain memory = new MemoryChain(
                    store,
                    true,
                    MemoryChain.engine((height, seal) -> 0, (evidence, of) -> Optional.empty()),
                    window == 0 ? Long.MAX_VALUE : window);
            BlockHeader at = memory.zero();
            int nonce = 0;
            long nanos = 0;
            for (int i = 0; i < blocks; i++) {
                SignedTransaction[] all = new SignedTransaction[transfers];
                for (int j = 0; j < transfers; j++) {
                    all[j] = TestChain.transfer(0, nonce++, TestChain.account(j % TestChain.ACCOUNTS), 1);
                }
                Block next = memory.build(at, all);
                memory.chain.finalizeUpTo(next.hash(), new byte[300]);
                at = next.header();
                if (window > 0 && memory.chain.states().overdue() > window / 2) {
                    long start = System.nanoTime();
                    memory.chain.states().prune(start, 256, () -> true);
                    nanos += System.nanoTime() - start;
                }
            }
            System.out.println(DatabaseJson.of(DatabaseStats.of(store, directory, true)));
            System.out.println(DatabaseJson.of(DatabaseStats.of(store, directory, false)));
            System.out.printf(
                    "pruning took %d ms, state nodes %d%n",
                    nanos / 1_000_000, store.size(Column.STATE).keys());
        }
    }
}
