package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.node.network.lab.LinkRule;
import io.gradchain.node.network.lab.NetworkLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The network lab over real sockets: {@code b} is shaped, {@code a} listens. */
final class ShapedLinksTest {
    private static final long MILLI = 1_000_000;

    private final TestNode a = TestNode.of(1);
    private final NetworkLab lab = new NetworkLab(a.key());
    private final TestNode b = new TestNode(2, TestNode.CHAIN, TestNode.LIMITS, TestNode.anyPort(), lab, a.dialled());

    @AfterEach
    void close() {
        b.close();
        a.close();
    }

    private void connected() throws InterruptedException {
        a.expect("connected");
        b.expect("connected");
    }

    @Test
    void delayedMessagesKeepTheirOrderAndDoNotHoldBackTheOtherDirection() throws Exception {
        connected();
        lab.changeAll(rule -> new LinkRule(300, 0, 0));
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {(byte) i});
        }
        // The same event loop carries the way back, which is not shaped.
        a.network.send(b.key(), MessageKind.CONSENSUS, new byte[] {1});
        b.expect("CONSENSUS");
        assertThat(System.nanoTime() - start).isLessThan(290 * MILLI);
        for (int i = 0; i < 100; i++) {
            assertThat(a.expect("CONSENSUS").body()).containsExactly(i);
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300 * MILLI);
    }

    @Test
    void whatFollowsAHealedDelayDoesNotOvertake() throws Exception {
        connected();
        lab.changeAll(rule -> new LinkRule(200, 0, 0));
        b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {1});
        lab.heal();
        for (int i = 2; i < 50; i++) {
            b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {(byte) i});
        }
        for (int i = 1; i < 50; i++) {
            assertThat(a.expect("CONSENSUS").body()).containsExactly(i);
        }
    }

    @Test
    void aPartitionLosesEveryKindKeepsTheConnectionAndHeals() throws Exception {
        connected();
        lab.partition(List.of(a.key()));
        for (MessageKind kind : MessageKind.values()) {
            assertThat(b.network.send(a.key(), kind, new byte[] {1})).isEqualTo(SendOutcome.QUEUED);
        }
        assertThat(b.network.peers()).hasSize(1);
        lab.heal();
        b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {2});
        assertThat(a.expect("CONSENSUS").body()).containsExactly(2);
        assertThat(lab.state(a.key()).dropped()).isEqualTo(3);
        assertThat(a.happened).isEmpty();
    }

    @Test
    void lossLeavesTheRestInOrder() throws Exception {
        connected();
        lab.changeAll(rule -> new LinkRule(0, 0, 500));
        for (int i = 0; i < 100; i++) {
            b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {(byte) i});
        }
        lab.heal();
        b.network.send(a.key(), MessageKind.STATUS, new byte[0]);
        int last = -1;
        int arrived = 0;
        TestNode.Happened next = a.happened.take();
        while (next.what().equals("CONSENSUS")) {
            assertThat((int) next.body()[0]).isGreaterThan(last);
            last = next.body()[0];
            arrived++;
            next = a.happened.take();
        }
        assertThat(arrived).isEqualTo((int) lab.state(a.key()).passed() - 1).isBetween(10, 90);
        assertThat(lab.state(a.key()).dropped()).isEqualTo(100 - arrived);
    }

    @Test
    void messagesComeTwiceButAnExchangeOnce() throws Exception {
        connected();
        lab.changeAll(rule -> new LinkRule(0, 0, 0, 1_000, 0));
        b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {7});
        assertThat(a.expect("CONSENSUS").body()).containsExactly(7);
        assertThat(a.expect("CONSENSUS").body()).containsExactly(7);
        Reply reply = b.network
                .request(a.key(), new byte[] {1}, Duration.ofSeconds(5))
                .get(5, TimeUnit.SECONDS);
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        a.expect("requested");
        assertThat(a.happened).isEmpty();
        assertThat(lab.state(a.key()).duplicated()).isEqualTo(1);
    }

    @Test
    void heldBackMessagesAreOvertakenAndNoneIsLost() throws Exception {
        connected();
        lab.changeAll(rule -> new LinkRule(0, 0, 0, 0, 300));
        lab.roll(5);
        boolean overtaken = false;
        // A network thread that stands still longer than a message is held back keeps the order: then once more.
        for (int round = 0; round < 100 && !overtaken; round++) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {(byte) i});
            }
            for (int i = 0; i < 20; i++) {
                order.add((int) a.expect("CONSENSUS").body()[0]);
            }
            assertThat(order)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).boxed().toList());
            overtaken = !order.equals(order.stream().sorted().toList());
        }
        assertThat(overtaken).as("seed 5").isTrue();
    }
}
