package io.gradchain.genesis.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HashTest {
    @Test
    void aDomainsTagComesFirst() throws Exception {
        byte[] in = "\u000cgradchain/txabc".getBytes(StandardCharsets.US_ASCII);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(in);
        byte[] a = {'a'};
        byte[] bc = {'b', 'c'};
        assertThat(Hashing.hash(Domain.TRANSACTION, a, bc).bytes()).isEqualTo(expected);
    }

    @Test
    void noTwoDomainsAgree() {
        Set<Hash> seen = new HashSet<>();
        for (Domain domain : Domain.values()) {
            assertThat(seen.add(Hashing.hash(domain))).as("%s", domain).isTrue();
        }
    }

    @Test
    void bitsPrefixesAndOrderAreThoseOfTheNumber() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            byte[] near = bytes.clone();
            int bit = random.nextInt(256);
            near[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
            Hash one = Hash.of(bytes);
            Hash two = Hash.of(near);
            BigInteger number = new BigInteger(1, bytes);
            assertThat(one.bit(bit)).as("seed %d", seed).isEqualTo(number.testBit(255 - bit));
            assertThat(one.commonBits(two)).as("seed %d", seed).isEqualTo(bit);
            assertThat(one.commonBits(one)).isEqualTo(256);
            assertThat(Integer.signum(one.compareTo(two))).isEqualTo(number.compareTo(new BigInteger(1, near)));
            assertThat(new BigInteger(1, one.prefix(bit).bytes()))
                    .isEqualTo(number.shiftRight(256 - bit).shiftLeft(256 - bit));
        }
        assertThat(Hash.ZERO.prefix(256)).isEqualTo(Hash.ZERO);
    }

    @Test
    void hexIsReadWithAndWithoutItsMark() {
        Hash hash = Hashing.hash(Domain.CONTENT);
        assertThat(Hash.fromHex(hash.hex())).isEqualTo(hash);
        assertThat(Hash.fromHex("0x" + hash.hex())).isEqualTo(hash);
        assertThatThrownBy(() -> Hash.fromHex("abcd")).isInstanceOf(IllegalArgumentException.class);
    }
}
