package io.gradchain.genesis.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListRootTest {
    /** RFC 6962 §2.1 by its words: the left part is the largest power of two smaller than n. */
    private static byte[] oracle(List<byte[]> leaves) throws Exception {
        int n = leaves.size();
        if (n == 0) {
            return sha("list-leaf");
        }
        if (n == 1) {
            return sha("list-leaf", leaves.getFirst());
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return sha("list-node", oracle(leaves.subList(0, k)), oracle(leaves.subList(k, n)));
    }

    private static byte[] sha(String domain, byte[]... parts) throws Exception {
        byte[] tag = ("gradchain/" + domain).getBytes(StandardCharsets.US_ASCII);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) tag.length);
        digest.update(tag);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    @Test
    void theRootIsThatOfTheDefinition() throws Exception {
        for (int size = 0; size <= 70; size++) {
            List<Hash> leaves = leaves(size);
            assertThat(ListRoot.of(leaves).bytes())
                    .as("size %d", size)
                    .isEqualTo(oracle(leaves.stream().map(Hash::bytes).toList()));
        }
    }

    @Test
    void everyLeafIsProvenInItsPlaceOnly() {
        for (int size = 1; size <= 33; size++) {
            List<Hash> leaves = leaves(size);
            Hash root = ListRoot.of(leaves);
            for (int index = 0; index < size; index++) {
                List<Hash> path = ListRoot.prove(leaves, index);
                for (int place = -1; place <= size; place++) {
                    boolean right = place == index;
                    assertThat(ListRoot.verify(root, size, place, leaves.get(index), path))
                            .as("size %d, index %d, place %d", size, index, place)
                            .isEqualTo(right);
                }
                List<Hash> longer = new ArrayList<>(path);
                longer.add(Hash.ZERO);
                assertThat(ListRoot.verify(root, size, index, leaves.get(index), longer))
                        .isFalse();
                assertThat(ListRoot.verify(root, size, index, Hash.ZERO, path)).isFalse();
                if (!path.isEmpty()) {
                    List<Hash> shorter = path.subList(1, path.size());
                    assertThat(ListRoot.verify(root, size, index, leaves.get(index), shorter))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aPlaceOutsideTheListHasNoProof() {
        assertThatThrownBy(() -> ListRoot.prove(List.of(), 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ListRoot.prove(leaves(3), 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static List<Hash> leaves(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Hashing.hash(Domain.CONTENT, new byte[] {(byte) i}));
        }
        return leaves;
    }
}
