package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F17 over real sockets: what one peer, or a thousand strangers, can do to a node that serves others meanwhile. */
@Timeout(60)
final class FloodTest {
    private final List<Socket> strangers = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    void statusAndPingFloodsBanWithinASecond() throws Exception {
        try (TestNode node = TestNode.of(1)) {
            long slowest = 0;
            int seed = 10;
            // The first two rounds are slow for another reason: nothing is compiled yet.
            for (FrameKind kind : List.of(FrameKind.STATUS, FrameKind.PING, FrameKind.STATUS, FrameKind.PING)) {
                try (RawPeer peer = new RawPeer(seed++, node.address).shakeHands(TestNode.CHAIN)) {
                    node.await("connected");
                    long start = System.nanoTime();
                    flood(peer, kind, 10_000);
                    node.await("disconnected MISBEHAVED");
                    slowest = seed <= 12 ? 0 : Math.max(slowest, System.nanoTime() - start);
                    assertThat(node.network.bans())
                            .anySatisfy(ban -> assertThat(ban.reason()).startsWith("P-26"));
                }
            }
            assertThat(slowest).isLessThan(1_000_000_000L);
            assertThat(node.network.counts().droppedIn()).isBetween(399L, 2_000L);
        }
    }

    @Test
    @SuppressWarnings("try") // closed before its block ends, on purpose
    void whoIsOnlyFastIsReadSlowlyAndOthersAreNot() throws Exception {
        try (TestNode node = TestNode.of(1);
                TestNode honest = TestNode.of(2, node.dialled());
                RawPeer fast = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
            node.await("connected");
            node.await("connected");
            honest.await("connected");
            Thread writer = Thread.ofVirtual().start(() -> flood(fast, FrameKind.CONSENSUS, 100_000));
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                honest.network.send(node.key(), MessageKind.TRANSACTION, new byte[] {(byte) i});
                node.await("TRANSACTION");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(seconds).isLessThan(2);
            // A burst of 500, then 500 a second, however many were sent.
            NetworkCounts counts = node.network.counts();
            assertThat(counts.messagesIn()).isLessThan((long) (600 + 600 * seconds));
            assertThat(node.network.peers()).hasSize(2);
            assertThat(node.network.bans()).isEmpty();
            fast.close();
            writer.join();
        }
    }

    @Test
    void aThousandSilentStrangersKeepNobodyOut() throws Exception {
        NetworkLimits hasty = TestNode.LIMITS.withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(30));
        try (TestNode node = new TestNode(1, TestNode.CHAIN, hasty, TestNode.anyPort(), LinkShaper.PASS)) {
            for (int i = 0; i < 1_000; i++) {
                Socket stranger = new Socket(node.address.getAddress(), node.address.getPort());
                strangers.add(stranger);
                if (i % 2 == 1) {
                    try {
                        stranger.getOutputStream().write(new byte[] {0, 0, 48, 1, 2});
                    } catch (IOException e) {
                        // It had to make way already.
                    }
                }
                if (i % 250 == 249) {
                    assertThat(node.network.handshaking()).isLessThanOrEqualTo(hasty.maxHandshakes());
                    try (TestNode honest = TestNode.of(2, node.dialled())) {
                        honest.await("connected");
                    }
                }
            }
            long start = System.nanoTime();
            while (node.network.handshaking() > 0) {
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(3));
                Thread.onSpinWait();
            }
            assertThat(node.network.counts().failedHandshakes()).containsKeys("P-04", "P-23");
        }
    }

    @Test
    void oneAddressHasFewHandshakesAndIsBannedForManyThatFail() throws Exception {
        NetworkLimits counted = TestNode.LIMITS.with(NetworkCaps.DEFAULT.countingLoopback(2));
        try (TestNode node = new TestNode(1, TestNode.CHAIN, counted, TestNode.anyPort(), LinkShaper.PASS)) {
            // 10 points each, of which a little is forgotten meanwhile.
            for (int i = 0; i < 11; i++) {
                try (RawPeer garbage = new RawPeer(9, node.address)) {
                    garbage.send(new byte[] {9, 9, 9});
                    assertThat(garbage.refusal()).isEqualTo(PeerError.BAD_HANDSHAKE);
                }
            }
            try (RawPeer banned = new RawPeer(9, node.address)) {
                assertThat(banned.in.read()).as("closed at once").isEqualTo(-1);
            }
            assertThat(node.network.unban("127.0.0.1")).isTrue();
            try (RawPeer one = new RawPeer(5, node.address).shakeHands(TestNode.CHAIN);
                    RawPeer two = new RawPeer(6, node.address).shakeHands(TestNode.CHAIN)) {
                node.await("connected");
                node.await("connected");
                try (RawPeer three = new RawPeer(7, node.address).shakeHands(TestNode.CHAIN)) {
                    assertThat(three.goodbye()).isEqualTo(PeerError.GROUP_FULL);
                }
                assertThat(one.key()).isNotEqualTo(two.key());
            }
        }
    }

    @Test
    void halfFramesOfAllPeersTogetherAreBounded() throws Exception {
        NetworkLimits tight = TestNode.LIMITS.with(NetworkCaps.DEFAULT.withBytes(64L << 20, 3L << 20));
        try (TestNode node = new TestNode(1, TestNode.CHAIN, tight, TestNode.anyPort(), LinkShaper.PASS);
                RawPeer one = new RawPeer(5, node.address).shakeHands(TestNode.CHAIN);
                RawPeer two = new RawPeer(6, node.address).shakeHands(TestNode.CHAIN)) {
            node.await("connected");
            node.await("connected");
            for (RawPeer peer : List.of(one, two)) {
                // An answer may come only where something was asked.
                var _ = node.network.request(peer.key(), new byte[1], Duration.ofSeconds(30));
                byte[] first = new byte[FrameCodec.MAX_RECORD - FrameCodec.HEADER];
                peer.sendRecord(FrameKind.ANSWER.wire(), 4 << 20, first);
                for (int i = 1; i < 32; i++) {
                    try {
                        peer.send(peer.sealed(new byte[FrameCodec.MAX_RECORD]));
                    } catch (IOException e) {
                        break;
                    }
                }
            }
            node.await("disconnected MEMORY_FULL");
            assertThat(node.network.counts().mostHeldBytes()).isLessThan(3L << 20 | 1 << 17);
        }
    }

    @Test
    void whatWaitsForAllPeersTogetherIsBounded() throws Exception {
        NetworkLimits tight = TestNode.LIMITS.with(NetworkCaps.DEFAULT.withBytes(6L << 20, 64L << 20));
        try (TestNode node = new TestNode(1, TestNode.CHAIN, tight, TestNode.anyPort(), LinkShaper.PASS)) {
            List<RawPeer> deaf = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RawPeer peer = new RawPeer(20 + i, node.address).shakeHands(TestNode.CHAIN);
                deaf.add(peer);
                strangers.add(peer.socket);
                node.await("connected");
            }
            byte[] body = new byte[256 << 10];
            for (int i = 0; i < 200; i++) {
                node.network.broadcast(MessageKind.TRANSACTION, body);
            }
            NetworkCounts counts = node.network.counts();
            assertThat(counts.droppedOut()).isPositive();
            assertThat(counts.mostQueuedBytes()).isLessThan((6L << 20) + 5 * (1L << 20) + 1);
            assertThat(deaf).hasSize(5);
        }
    }

    private static void flood(RawPeer peer, FrameKind kind, int count) {
        try {
            for (int sent = 0; sent < count; sent += 100) {
                ByteArrayOutputStream many = new ByteArrayOutputStream();
                for (int i = 0; i < 100; i++) {
                    many.writeBytes(peer.sealed(new byte[] {(byte) kind.wire(), 0, 0, 0, 0}));
                }
                peer.send(many.toByteArray());
            }
        } catch (IOException e) {
            // The node had enough of it.
        }
    }
}
