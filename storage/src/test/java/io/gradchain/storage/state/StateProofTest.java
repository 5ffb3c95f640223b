package io.gradchain.storage.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StateProofTest {
    private static final long SEED = 424242;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final KeyValueStore store = new MemoryStore();
    private final List<Hash> keys = Fixtures.keys(random, 90);
    private final SortedMap<Hash, Optional<byte[]>> entries = new TreeMap<>();

    /** Two thirds of the keys are in the tree, the rest are its neighbours. */
    private Hash fill() {
        for (int i = 0; i < 60; i++) {
            entries.put(keys.get(i), Optional.of(new byte[] {(byte) i, 7}));
        }
        return StateTreeTest.update(store, StateTree.EMPTY, entries);
    }

    @Test
    void everyKeyInAndOutOfTheTreeIsProven() {
        Hash root = fill();
        for (Hash key : keys) {
            Optional<byte[]> value = entries.getOrDefault(key, Optional.empty());
            StateProof proof = throughBytes(StateTree.of(store).prove(root, key));
            assertThat(proof.verify(root, key, value))
                    .as("seed %d, key %s", SEED, key)
                    .isTrue();
            assertThat(proof.verify(root, key, Optional.of(new byte[] {1, 2, 3})))
                    .isFalse();
            assertThat(proof.verify(root, key, value.isPresent() ? Optional.empty() : Optional.of(new byte[0])))
                    .isFalse();
            assertThat(proof.verify(Hash.ZERO, key, value)).isFalse();
        }
    }

    /** It may show other keys too, such as the leaf at which an absent key's path ends, but nothing false of any. */
    @Test
    void aProofForOneKeyProvesNothingFalseOfAnother() {
        Hash root = fill();
        for (Hash proven : keys) {
            StateProof proof = StateTree.of(store).prove(root, proven);
            for (Hash other : keys) {
                boolean present = entries.containsKey(other);
                assertThat(present && proof.verify(root, other, Optional.empty()))
                        .as("seed %d: %s shown absent by the proof for %s", SEED, other, proven)
                        .isFalse();
                assertThat(proof.verify(root, other, Optional.of(new byte[] {9, 9})))
                        .isFalse();
            }
        }
    }

    @Test
    void theEmptyTreeProvesEveryAbsence() {
        StateProof proof = throughBytes(StateTree.of(store).prove(StateTree.EMPTY, keys.getFirst()));
        assertThat(proof.verify(StateTree.EMPTY, keys.getFirst(), Optional.empty()))
                .isTrue();
        assertThat(proof.verify(StateTree.EMPTY, keys.getFirst(), Optional.of(new byte[0])))
                .isFalse();
        assertThat(proof.verify(fill(), keys.getLast(), Optional.empty())).isFalse();
    }

    @Test
    void noMutationOfAProofProvesTheContrary() {
        Hash root = fill();
        for (Hash key : keys) {
            Optional<byte[]> value = entries.getOrDefault(key, Optional.empty());
            byte[] bytes = encode(StateTree.of(store).prove(root, key));
            for (int round = 0; round < 300; round++) {
                byte[] mutated = mutate(bytes);
                if (Arrays.equals(mutated, bytes)) {
                    continue;
                }
                try {
                    StateProof proof = ByteReader.decode(mutated, StateProof::read);
                    assertThat(encode(proof))
                            .as("seed %d: one encoding only", SEED)
                            .isEqualTo(mutated);
                    assertThat(proof.verify(root, key, value))
                            .as("seed %d, key %s", SEED, key)
                            .isFalse();
                    assertThat(proof.verify(root, key, value.isPresent() ? Optional.empty() : Optional.of(bytes)))
                            .isFalse();
                } catch (DecodeException refused) {
                    assertThat(refused.offset()).isBetween(0, mutated.length);
                }
            }
        }
    }

    private byte[] mutate(byte[] bytes) {
        byte[] mutated = bytes.clone();
        switch (random.nextInt(3)) {
            case 0 -> mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length + 8));
            default -> mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private static byte[] encode(StateProof proof) {
        ByteWriter out = new ByteWriter();
        StateProof.write(out, proof);
        return out.toByteArray();
    }

    private static StateProof throughBytes(StateProof proof) {
        return ByteReader.decode(encode(proof), StateProof::read);
    }
}
