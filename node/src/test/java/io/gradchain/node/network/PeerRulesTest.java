package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates, scores, addresses and codes, without a socket. */
final class PeerRulesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBucketAllowsItsBurstAndThenItsRate() {
        TokenBucket bucket = new TokenBucket(100, 0);
        assertThat(bucket.take(100, 0)).isZero();
        assertThat(bucket.take(50, 0)).isEqualTo(SECOND / 2);
        assertThat(bucket.take(0, SECOND / 2)).isZero();
        assertThat(bucket.tryTake(1, SECOND / 2)).isFalse();
        assertThat(bucket.tryTake(1, SECOND)).isTrue();
        assertThat(bucket.take(100, 3600 * SECOND))
                .as("never more than a second is saved")
                .isZero();
        assertThat(bucket.take(1, 3600 * SECOND)).isEqualTo(SECOND / 100);
    }

    @Test
    void pointsAreForgottenAtOneASecondAndBansEnd() {
        PeerScores<PublicKey> scores = new PeerScores<>(Duration.ofMinutes(5));
        assertThat(scores.penalise(key(1), 99, "X-1 test", 0)).isFalse();
        assertThat(scores.penalise(key(1), 50, "X-1 test", 60 * SECOND)).isFalse();
        assertThat(scores.banned(key(1), 60 * SECOND)).isFalse();
        assertThat(scores.penalise(key(1), 11, "X-1 test", 60 * SECOND)).isTrue();
        assertThat(scores.banned(key(1), 359 * SECOND)).isTrue();
        assertThat(scores.banned(key(1), 360 * SECOND)).isFalse();
        assertThat(scores.penalise(key(1), 99, "X-1 test", 360 * SECOND)).isFalse();
        assertThat(scores.banned(key(2), 60 * SECOND)).isFalse();
    }

    @Test
    void addressesAreReadWithAndWithoutAKey() {
        assertThat(PeerAddress.parse("127.0.0.1:30333")).contains(PeerAddress.of("127.0.0.1", 30333));
        assertThat(PeerAddress.parse("ab".repeat(32) + "@node-2:1")).hasValueSatisfying(address -> {
            assertThat(address.host()).isEqualTo("node-2");
            assertThat(address.expected()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", ":1", "host:0", "host:65536", "host:x", "@host:1", "abc@host:1", "host:-1"})
    void otherTextIsNoAddress(String text) {
        assertThat(PeerAddress.parse(text)).isEmpty();
    }

    @Test
    void errorCodesAreUniqueWithoutGapsAndExplained() {
        HashSet<Integer> numbers = new HashSet<>();
        for (PeerError error : PeerError.values()) {
            assertThat(error.code()).matches("P-\\d\\d");
            assertThat(numbers.add(error.number())).isTrue();
            assertThat(PeerError.of(error.number())).contains(error);
            assertThat(error.summary()).isNotBlank();
            assertThat(error.hint()).isNotBlank();
        }
        assertThat(numbers).contains(1, PeerError.values().length).hasSize(PeerError.values().length);
    }

    private static PublicKey key(int seed) {
        byte[] bytes = new byte[PublicKey.BYTES];
        Arrays.fill(bytes, (byte) seed);
        return PublicKey.of(bytes);
    }
}
