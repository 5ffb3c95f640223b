package io.gradchain.node;

import io.gradchain.node.client.RpcClient;
import io.gradchain.node.mempool.Admission;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;

/** A process that is one node, the only validator of its chain: it makes blocks, and tells of each final one, until it ends. */
final class Mortal {
    private static final long STEP_MILLIS = 20_000;

    private Mortal() {}

    static NodeConfig config(Path directory) {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new NodeConfig(
                "node", directory, TestChain.spec(1), Optional.of(TestChain.key(100)), local, local, List.of());
    }

    private static String answers(Node node) {
        URI endpoint = URI.create("http://127.0.0.1:" + node.rpcAddress().getPort() + "/");
        try (RpcClient client = new RpcClient(endpoint, Optional.empty(), Duration.ofSeconds(10))) {
            return client.call("node_status", JsonNodeFactory.instance.objectNode())
                    .getClass()
                    .getSimpleName();
        }
    }

    /** Directory, and how many blocks to make at most. */
    public static void main(String[] arguments) throws Exception {
        Node node = Node.start(config(Path.of(arguments[0]))).orElseThrow();
        System.out.println("started " + node.chain().finalizedHeader().height());
        for (int block = 0; block < Integer.parseInt(arguments[1]); block++) {
            long next = node.chain().finalizedHeader().height() + 1;
            long nonce = node.trees()
                    .account(node.chain().finalizedHeader().stateRoot(), TestChain.account(0))
                    .nonce();
            Admission admission = node.submit(TestChain.transfer(0, nonce, TestChain.account(1), 1));
            boolean made = node.watch().height(next, STEP_MILLIS).get(2 * STEP_MILLIS, TimeUnit.MILLISECONDS);
            if (!node.runtime().halted().isEmpty()) {
                System.out.println("halted " + node.runtime().halted());
                System.out.println("answers " + answers(node));
                block = Integer.MAX_VALUE - 1;
            } else if (!made) {
                System.out.println("stuck at " + next + " " + admission);
                block = Integer.MAX_VALUE - 1;
            } else {
                System.out.println("final " + next + " "
                        + node.chain().finalAt(next).orElseThrow().block().hash());
            }
        }
        node.close();
    }
}
