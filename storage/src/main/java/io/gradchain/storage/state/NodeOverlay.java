package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.WriteBatch;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** New nodes in memory over those of another source: the state of a block that was executed but not yet stored. */
public final class NodeOverlay implements NodeSource, NodeSink {
    private final NodeSource below;
    private final SortedMap<Hash, byte[]> nodes = new TreeMap<>();

    public NodeOverlay(NodeSource below) {
        this.below = below;
    }

    @Override
    public Optional<byte[]> node(Hash hash) {
        byte[] node = nodes.get(hash);
        return node == null ? below.node(hash) : Optional.of(node.clone());
    }

    @Override
    public void put(Hash hash, byte[] node) {
        nodes.put(hash, node.clone());
    }

    /** Adds this layer's nodes, not those below, to {@code batch}. */
    public void writeTo(WriteBatch batch) {
        nodes.forEach((hash, node) -> batch.put(Column.STATE, hash.bytes(), node.clone()));
    }

    public int size() {
        return nodes.size();
    }
}
