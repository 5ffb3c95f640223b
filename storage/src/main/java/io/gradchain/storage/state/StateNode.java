package io.gradchain.storage.state;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;
import java.util.Optional;

/**
 * A tree node as it travels alone: whoever knows its hash from its parent needs no other proof of it (S-4).
 *
 * @param hash of what was read, to compare with the one asked for
 * @param children the roots below a branch; a leaf has none
 * @param value the entry of a leaf
 */
public record StateNode(Hash hash, List<Hash> children, Optional<byte[]> value) {
    /** Throws {@link DecodeException} on bytes that are no node. */
    public static StateNode read(byte[] bytes) {
        return switch (Node.decode(bytes)) {
            case Node.Leaf leaf ->
                new StateNode(
                        Node.leafHash(leaf.key(), Node.valueHash(leaf.value())), List.of(), Optional.of(leaf.value()));
            case Node.Branch branch ->
                new StateNode(
                        Node.branchHash(branch.depth(), branch.prefix(), branch.left(), branch.right()),
                        List.of(branch.left(), branch.right()),
                        Optional.empty());
        };
    }
}
