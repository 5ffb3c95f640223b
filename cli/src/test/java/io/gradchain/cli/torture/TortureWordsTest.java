package io.gradchain.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judges of the tortures judge what is put before them: a torture that cannot fail proves nothing. */
class TortureWordsTest {
    @Test
    void theLedgerKnowsWhenTwoNodesContradictEachOther() {
        Ledger ledger = new Ledger();
        ledger.told("node1", 5, "aa", "01");
        ledger.told("node2", 5, "aa", "01");
        assertThat(ledger.contradictions()).isEmpty();
        ledger.told("node3", 5, "bb", "01");
        ledger.told("node4", 5, "aa", "02");
        assertThat(ledger.contradictions()).hasSize(2).first().asString().contains("height 5", "node3", "node1");
    }

    @Test
    void aTransferIsFinalFromItsFirstSight() {
        Ledger ledger = new Ledger();
        assertThat(ledger.finalAt("t")).isEmpty();
        ledger.told("node1", new Door.Block(1, "aa", "01", true, List.of("t")));
        long first = ledger.finalAt("t").orElseThrow();
        ledger.told("node2", new Door.Block(1, "aa", "01", true, List.of("t")));
        assertThat(ledger.finalAt("t")).contains(first);
    }

    @Test
    void growthIsSeenBehindTheWarmUpAndNotInOneSample() {
        List<ProcessSample> samples = new ArrayList<>();
        for (long rss : new long[] {10, 60, 90, 100, 100, 100, 100, 400, 100}) {
            samples.add(new ProcessSample(0, rss, 0, 0, 0, 0));
        }
        assertThat(Growth.of(samples, ProcessSample::rss).percent()).isZero();
        samples.set(6, new ProcessSample(0, 120, 0, 0, 0, 0));
        samples.set(8, new ProcessSample(0, 120, 0, 0, 0, 0));
        assertThat(Growth.of(samples, ProcessSample::rss).percent()).isEqualTo(20);
    }

    @Test
    void goalsAreMetOrMissed() {
        assertThat(Verdict.Goal.atMost("p95", 5.0, 5, "s").met()).isTrue();
        assertThat(Verdict.Goal.atMost("p95", 5.1, 5, "s").met()).isFalse();
        assertThat(Verdict.Goal.atLeast("early", 4, 5, "").met()).isFalse();
        Verdict verdict = new Verdict(List.of("lost"), List.of(Verdict.Goal.atLeast("early", 4, 5, "")));
        assertThat(verdict.safe()).isFalse();
        assertThat(verdict.missed()).hasSize(1);
    }

    @Test
    void whatIsStillOpenCountsInAWindow() {
        Window window = new Window();
        long now = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            window.intend();
        }
        for (int i = 0; i < 9; i++) {
            window.settle(now, now + 1_000);
        }
        assertThat(window.percentiles().count()).isEqualTo(10);
        assertThat(window.settled()).isEqualTo(9);
    }
}
