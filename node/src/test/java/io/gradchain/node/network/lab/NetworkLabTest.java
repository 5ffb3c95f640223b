package io.gradchain.node.network.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.LinkShaper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rules of links, with a clock that stands still unless told. */
final class NetworkLabTest {
    private static final PublicKey A = key(1);
    private static final PublicKey B = key(2);
    private static final PublicKey C = key(3);
    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong(-5);
    private final NetworkLab lab = new NetworkLab(A, now::get);

    @Test
    void withoutRulesEverythingPassesAtOnce() {
        assertThat(lab.delayMillis(B, 100)).isZero();
        assertThat(lab.state(B)).isEqualTo(new NetworkLab.LinkState(LinkRule.CLEAR, false, 0, 0, 0, 0));
    }

    @Test
    void aRuleForAllHoldsForPeersToComeAndOneOfItsOwnStays() {
        lab.change(C, rule -> new LinkRule(80, 0, 0));
        lab.changeAll(rule -> new LinkRule(Math.max(50, rule.delayMillis()), 0, 0));
        assertThat(lab.delayMillis(B, 1)).isEqualTo(50);
        assertThat(lab.delayMillis(C, 1)).isEqualTo(80);
    }

    @Test
    void lossTakesItsShareAndTheSameSeedTakesTheSameMessages() {
        lab.changeAll(rule -> new LinkRule(0, 0, 100));
        lab.roll(7);
        List<Long> first = verdicts(B, 10_000);
        lab.roll(7);
        assertThat(verdicts(B, 10_000)).isEqualTo(first);
        // Binomial with n = 10000 and p = 0.1: six standard deviations are 180.
        assertThat(first.stream().filter(v -> v == LinkShaper.DROP).count()).isBetween(820L, 1_180L);
        assertThat(lab.state(B).dropped() + lab.state(B).passed()).isEqualTo(20_000);
        lab.roll(7);
        assertThat(verdicts(C, 10_000)).isNotEqualTo(first);
    }

    @Test
    void jitterIsEvenAroundTheDelay() {
        lab.changeAll(rule -> new LinkRule(50, 5, 0));
        List<Long> verdicts = verdicts(B, 11_000);
        for (long delay = 45; delay <= 55; delay++) {
            long wanted = delay;
            // 1000 expected: five standard deviations are 150.
            assertThat(verdicts.stream().filter(v -> v == wanted).count())
                    .as("%d ms", delay)
                    .isBetween(850L, 1_150L);
        }
        assertThat(verdicts).allMatch(v -> v >= 45 && v <= 55);
    }

    @Test
    void aPartitionTakesAllUntilItIsHealed() {
        lab.partition(List.of(B));
        assertThat(verdicts(B, 3)).containsOnly(LinkShaper.DROP);
        assertThat(verdicts(C, 3)).containsOnly(0L);
        lab.partition(List.of(C));
        assertThat(verdicts(B, 1)).containsOnly(0L);
        assertThat(verdicts(C, 1)).containsOnly(LinkShaper.DROP);
        lab.heal();
        assertThat(verdicts(C, 1)).containsOnly(0L);
    }

    @Test
    void withoutJitterNoMessageOvertakesAnotherHoweverTheDelayChanges() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            long due = Long.MIN_VALUE;
            for (int i = 0; i < 100; i++) {
                now.addAndGet(dice.nextLong(3 * MILLI));
                if (dice.nextInt(5) == 0) {
                    long delay = dice.nextLong(100);
                    lab.changeAll(rule -> new LinkRule(delay, 0, 0));
                }
                if (dice.nextInt(20) == 0) {
                    lab.heal();
                }
                long next = now.get() + lab.delayMillis(B, 1) * MILLI;
                assertThat(next).as("message %d of seed %d", i, seed).isGreaterThanOrEqualTo(due);
                due = next;
            }
        }
    }

    @Test
    void afterWhatWasOnItsWayArrivedAHealedLinkIsFast() {
        lab.changeAll(rule -> new LinkRule(100, 0, 0));
        assertThat(lab.delayMillis(B, 1)).isEqualTo(100);
        lab.heal();
        assertThat(lab.delayMillis(B, 1)).isEqualTo(101);
        now.addAndGet(101 * MILLI);
        assertThat(lab.delayMillis(B, 1)).isZero();
    }

    @Test
    void unsoundRulesAreRefusedAndChangeNothing() {
        lab.changeAll(rule -> new LinkRule(10, 0, 0));
        lab.change(C, rule -> new LinkRule(2, 0, 0));
        assertThatThrownBy(() -> lab.changeAll(rule -> new LinkRule(rule.delayMillis(), 5, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a jitter of 5 ms is not between 0 and the delay of 2 ms");
        assertThat(lab.state(B).rule()).isEqualTo(new LinkRule(10, 0, 0));
        assertThatThrownBy(() -> new LinkRule(10_001, 0, 0)).hasMessageContaining("0 to 10000 ms");
        assertThatThrownBy(() -> new LinkRule(0, 0, 1_001)).hasMessageContaining("0 to 1000");
        assertThatThrownBy(() -> new LinkRule(0, 0, 0, -1, 0)).hasMessageContaining("a duplication is 0 to 1000");
        assertThatThrownBy(() -> new LinkRule(0, 0, 0, 0, 1_001)).hasMessageContaining("a reordering is 0 to 1000");
    }

    @Test
    void duplicatesTakeTheirShareAndFollowWhatTheyCopy() {
        lab.changeAll(rule -> new LinkRule(30, 0, 0, 200, 0));
        lab.roll(3);
        int copies = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(lab.delayMillis(B, 1)).isEqualTo(30);
            long copy = lab.copyMillis(B);
            assertThat(copy).isIn(LinkShaper.DROP, 30L);
            copies += copy == LinkShaper.DROP ? 0 : 1;
        }
        // Binomial with n = 10000 and p = 0.2: six standard deviations are 240.
        assertThat(copies).isBetween(1_760, 2_240);
        assertThat(lab.state(B).duplicated()).isEqualTo(copies);
        lab.heal();
        assertThat(lab.copyMillis(B)).isEqualTo(LinkShaper.DROP);
    }

    @Test
    void aReorderedMessageIsHeldBackAndTheNextOvertakesIt() {
        lab.changeAll(rule -> new LinkRule(10, 0, 0, 0, 100));
        lab.roll(4);
        List<Long> verdicts = verdicts(B, 10_000);
        long late = verdicts.stream().filter(v -> v > 10).count();
        // Binomial with n = 10000 and p = 0.1: six standard deviations are 180.
        assertThat(late).isBetween(820L, 1_180L).isEqualTo(lab.state(B).reordered());
        assertThat(verdicts).allMatch(v -> v >= 10 && v <= 10 + LinkRule.MAX_HOLD_MILLIS);
    }

    private List<Long> verdicts(PublicKey to, int count) {
        List<Long> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(lab.delayMillis(to, 1));
        }
        return out;
    }

    private static PublicKey key(int seed) {
        byte[] bytes = new byte[PublicKey.BYTES];
        Arrays.fill(bytes, (byte) seed);
        return PublicKey.of(bytes);
    }
}
