package io.gradchain.node;

import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.relay.Outlets;
import io.gradchain.node.sync.Status;
import io.gradchain.node.sync.SyncRequest;
import java.util.List;
import java.util.Optional;

/** Connects the relay to the parts of its node. */
final class NodeOutlets implements Outlets {
    private final Node node;

    NodeOutlets(Node node) {
        this.node = node;
    }

    @Override
    public boolean consensus(PeerId from, byte[] message) {
        return node.runtime().offer(from, message);
    }

    @Override
    public void joined(PeerId peer) {
        node.runtime().post(new Event.PeerJoined(peer));
    }

    @Override
    public void left(PeerId peer) {
        node.catchUp().forget(peer);
    }

    @Override
    public void status(PeerId peer, Status status) {
        node.catchUp().heard(peer, status);
    }

    @Override
    public Admission transaction(SignedTransaction tx) {
        Admission admission = node.mempool().submit(tx, true);
        if (admission instanceof Admission.Accepted) {
            node.runtime().mempoolChanged();
        }
        return admission;
    }

    @Override
    public Optional<byte[]> serve(SyncRequest request) {
        return node.syncServer().answer(request);
    }

    @Override
    public Status ourStatus() {
        return new Status(node.chain().finalizedHeader().height(), node.chain().finalHash());
    }

    @Override
    public List<SignedTransaction> waiting() {
        return node.mempool().waiting();
    }

    @Override
    public void fetch(long height, PeerId from) {
        node.catchUp().fetch(height, from);
    }
}
