package io.gradchain.storage.state;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import java.util.Arrays;

/**
 * A node of the state tree (S-2, S-3) as it is stored under its hash:
 *
 * <pre>
 *   leaf     0 | key 32 | length u32 | value
 *   branch   1 | depth u8 | prefix ⌈depth/8⌉ | left 32 | right 32
 * </pre>
 */
sealed interface Node {
    /** The only key below this place; {@code value} stays as read, callers clone. */
    record Leaf(Hash key, byte[] value) implements Node {}

    /** All keys below share {@code depth} leading bits, those of {@code prefix}, and part at the next. */
    record Branch(int depth, Hash prefix, Hash left, Hash right) implements Node {}

    static Hash valueHash(byte[] value) {
        return Hashing.hash(Domain.STATE_VALUE, value);
    }

    static Hash leafHash(Hash key, Hash valueHash) {
        return Hashing.hash(Domain.STATE_LEAF, key.bytes(), valueHash.bytes());
    }

    static Hash branchHash(int depth, Hash prefix, Hash left, Hash right) {
        return Hashing.hash(
                Domain.STATE_NODE, new byte[] {(byte) depth}, packed(prefix, depth), left.bytes(), right.bytes());
    }

    static byte[] encode(Node node) {
        ByteWriter out = new ByteWriter();
        switch (node) {
            case Leaf leaf -> {
                Hash.write(out.u8(0), leaf.key);
                out.bytes(leaf.value);
            }
            case Branch branch -> {
                out.u8(1).u8(branch.depth).raw(packed(branch.prefix, branch.depth));
                Hash.write(out, branch.left);
                Hash.write(out, branch.right);
            }
        }
        return out.toByteArray();
    }

    static Node decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> switch (in.u8()) {
            case 0 -> new Leaf(Hash.read(in), in.bytes(StateTree.MAX_VALUE_BYTES));
            case 1 -> {
                int depth = in.u8();
                yield new Branch(depth, readPrefix(in, depth), Hash.read(in), Hash.read(in));
            }
            default -> throw in.fail("unknown kind of state node");
        });
    }

    static byte[] packed(Hash prefix, int depth) {
        return Arrays.copyOf(prefix.bytes(), (depth + 7) / 8);
    }

    static Hash readPrefix(ByteReader in, int depth) {
        Hash prefix = Hash.of(Arrays.copyOf(in.raw((depth + 7) / 8), Hash.BYTES));
        if (!prefix.equals(prefix.prefix(depth))) {
            throw in.fail("bits beyond the prefix are not zero");
        }
        return prefix;
    }
}
