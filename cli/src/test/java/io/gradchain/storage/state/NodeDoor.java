package io.gradchain.storage.state;

import io.gradchain.fuzz.Door;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;

/** Nodes of the state tree as stored, which are read inside this package alone. */
public final class NodeDoor {
    private NodeDoor() {}

    public static Door.Outcome read(byte[] in) {
        try {
            Node node = Node.decode(in);
            return Door.accepted(node, () -> Node.encode(node));
        } catch (DecodeException e) {
            return new Door.Refused(e.getMessage());
        }
    }

    public static List<byte[]> samples(Hash some) {
        return List.of(
                Node.encode(new Node.Leaf(some, new byte[20])),
                Node.encode(new Node.Branch(0, some.prefix(0), some, some)),
                Node.encode(new Node.Branch(13, some.prefix(13), some, some)),
                Node.encode(new Node.Branch(255, some.prefix(255), some, some)));
    }
}
