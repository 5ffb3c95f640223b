package io.gradchain.node.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.state.NodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the tree nodes read last in memory, up to a number of bytes: a node never changes, so neither does its copy. */
public final class NodeCache implements NodeSource {
    /** What an entry takes beside its bytes: key, map entry, array headers. */
    private static final int OVERHEAD = 160;

    private final NodeSource below;
    private final long limit;
    private final Map<Hash, byte[]> nodes = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public NodeCache(NodeSource below, long limit) {
        this.below = below;
        this.limit = limit;
    }

    /** The array is shared: the tree decodes it and does not write to it. */
    @Override
    public Optional<byte[]> node(Hash hash) {
        synchronized (this) {
            byte[] known = nodes.get(hash);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<byte[]> read = below.node(hash);
        read.ifPresent(node -> keep(hash, node));
        return read;
    }

    private synchronized void keep(Hash hash, byte[] node) {
        if (nodes.put(hash, node) == null) {
            bytes += node.length + OVERHEAD;
        }
        while (bytes > limit) {
            Map.Entry<Hash, byte[]> eldest = nodes.entrySet().iterator().next();
            bytes -= eldest.getValue().length + OVERHEAD;
            nodes.remove(eldest.getKey());
        }
    }
}
