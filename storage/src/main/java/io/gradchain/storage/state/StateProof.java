package io.gradchain.storage.state;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What stands at a key of the state tree, or that nothing does (S-5): the siblings on the key's path, and the node where
 * the path ends.
 *
 * @param steps from the root down
 */
public record StateProof(List<Step> steps, End end) {
    private static final int MAX_DEPTH = 256;

    public StateProof {
        steps = List.copyOf(steps);
    }

    /** A branch on the path: its depth and the child that is not. */
    public record Step(int depth, Hash sibling) {}

    /** Where the path ends. */
    public sealed interface End {}

    /** The tree is empty. */
    public record Nothing() implements End {}

    /** A leaf: the key itself, or another one that shares its path. */
    public record Leaf(Hash key, Hash valueHash) implements End {}

    /** A branch whose keys all start with {@code depth} bits that are not the key's. */
    public record Fork(int depth, Hash prefix, Hash left, Hash right) implements End {}

    /**
     * True when this proves that {@code key} has exactly {@code value} under {@code root}, or no value where it is empty.
     * Uses nothing but its arguments; any other bytes are false, never an exception.
     */
    public boolean verify(Hash root, Hash key, Optional<byte[]> value) {
        return endSays(key, value) && climb(key).equals(root);
    }

    private boolean endSays(Hash key, Optional<byte[]> value) {
        int above = steps.isEmpty() ? -1 : steps.getLast().depth;
        return switch (end) {
            case Nothing() -> value.isEmpty() && steps.isEmpty();
            case Leaf(Hash found, Hash hash) ->
                found.commonBits(key) > above
                        && (value.isPresent()
                                ? found.equals(key)
                                        && Node.valueHash(value.get()).equals(hash)
                                : !found.equals(key));
            case Fork fork ->
                value.isEmpty() && fork.prefix.commonBits(key) > above && fork.prefix.commonBits(key) < fork.depth;
        };
    }

    private Hash climb(Hash key) {
        Hash at =
                switch (end) {
                    case Nothing() -> StateTree.EMPTY;
                    case Leaf(Hash found, Hash hash) -> Node.leafHash(found, hash);
                    case Fork(int depth, Hash prefix, Hash left, Hash right) ->
                        Node.branchHash(depth, prefix, left, right);
                };
        for (Step step : steps.reversed()) {
            boolean right = key.bit(step.depth);
            at = Node.branchHash(
                    step.depth, key.prefix(step.depth), right ? step.sibling : at, right ? at : step.sibling);
        }
        return at;
    }

    public static void write(ByteWriter out, StateProof proof) {
        out.list(proof.steps, (o, step) -> Hash.write(o.u8(step.depth), step.sibling));
        switch (proof.end) {
            case Nothing() -> out.u8(0);
            case Leaf(Hash key, Hash valueHash) -> {
                Hash.write(out.u8(1), key);
                Hash.write(out, valueHash);
            }
            case Fork(int depth, Hash prefix, Hash left, Hash right) -> {
                out.u8(2).u8(depth).raw(Node.packed(prefix, depth));
                Hash.write(out, left);
                Hash.write(out, right);
            }
        }
    }

    public static StateProof read(ByteReader in) {
        List<Step> steps = in.list(MAX_DEPTH, r -> new Step(r.u8(), Hash.read(r)));
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).depth <= steps.get(i - 1).depth) {
                throw in.fail("the steps of a proof go down");
            }
        }
        return new StateProof(
                steps,
                switch (in.u8()) {
                    case 0 -> new Nothing();
                    case 1 -> new Leaf(Hash.read(in), Hash.read(in));
                    case 2 -> {
                        int depth = in.u8();
                        yield new Fork(depth, Node.readPrefix(in, depth), Hash.read(in), Hash.read(in));
                    }
                    default -> throw in.fail("unknown end of a proof");
                });
    }
}
