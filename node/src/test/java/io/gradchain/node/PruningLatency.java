package io.gradchain.node;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prints how long a transfer takes to be final while some node prunes and while none does, in one run of four validators with a
 * window of 128 states. Argument: seconds.
 */
final class PruningLatency {
    private static final int BURST = 20;

    private PruningLatency() {}

    public static void main(String[] arguments) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[0]));
        Path directory = Files.createTempDirectory("gradchain-pruning-");
        ChainSpec spec = TestChain.spec(4);
        List<Long> pruning = new ArrayList<>();
        List<Long> quiet = new ArrayList<>();
        try (Testnet net = Testnet.start(
                        directory,
                        spec,
                        TestChain.validators(4),
                        NodeSettings.usual().withStateBlocks(128))
                .orElseThrow()) {
            long nonce = 0;
            while (System.nanoTime() < end) {
                boolean before = runs(net);
                long start = System.nanoTime();
                SignedTransaction last = null;
                for (int i = 0; i < BURST; i++) {
                    last = TestChain.transfer((int) (nonce % 8), nonce / 8, TestChain.account(5), 1);
                    net.node(0).submit(last);
                    nonce++;
                }
                net.node(0).watch().transaction(last.hash(), 10_000).get(20, TimeUnit.SECONDS);
                (before || runs(net) ? pruning : quiet).add(System.nanoTime() - start);
            }
            System.out.println("height " + net.node(0).chain().finalizedHeader().height() + ", "
                    + net.node(0).pruner().report());
        }
        print("while a node prunes", pruning);
        print("while none does", quiet);
    }

    private static boolean runs(Testnet net) {
        return net.up().stream().anyMatch(node -> node.pruner().report().running());
    }

    private static void print(String name, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            System.out.printf(
                    "%-20s %5d bursts  p50 %.1f ms  p99 %.1f ms%n",
                    name,
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 99 / 100) / 1e6);
        }
    }
}
