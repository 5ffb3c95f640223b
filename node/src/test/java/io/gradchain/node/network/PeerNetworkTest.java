package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whole nodes over real sockets of the loopback. */
final class PeerNetworkTest {

    @Test
    void twoNodesProveTheirKeysAndExchangeMessagesOfEveryKind() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode b = TestNode.of(2, a.dialled())) {
            assertThat(a.expect("connected").peer()).isEqualTo(b.key());
            assertThat(b.expect("connected").peer()).isEqualTo(a.key());
            for (MessageKind kind : MessageKind.values()) {
                byte[] largest = bytes(kind.maxBytes(), kind.maxBytes());
                assertThat(b.network.send(a.key(), kind, largest)).isEqualTo(SendOutcome.QUEUED);
                assertThat(a.expect(kind.name()).body()).isEqualTo(largest);
                assertThat(a.network.broadcast(kind, new byte[] {1})).isEqualTo(1);
                assertThat(b.expect(kind.name()).body()).containsExactly(1);
                assertThat(a.network.send(b.key(), kind, new byte[kind.maxBytes() + 1]))
                        .isEqualTo(SendOutcome.TOO_LARGE);
            }
            assertThat(a.network.broadcastExcept(b.key(), MessageKind.STATUS, new byte[1]))
                    .isZero();
            assertThat(a.network.peers()).singleElement().satisfies(peer -> {
                assertThat(peer.inbound()).isTrue();
                assertThat(peer.receivedBytes()).isEqualTo((2 << 20) + (4 << 10));
            });
        }
    }

    @Test
    void bodiesAroundTheEdgesOfRecordsArriveWhole() throws Exception {
        int first = FrameCodec.MAX_RECORD - FrameCodec.HEADER;
        try (TestNode a = TestNode.of(1);
                TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            a.expect("connected");
            for (int length : new int[] {
                0, 1, first - 1, first, first + 1, first + FrameCodec.MAX_RECORD, first + FrameCodec.MAX_RECORD + 1
            }) {
                byte[] body = bytes(length, length);
                b.network.send(a.key(), MessageKind.CONSENSUS, body);
                assertThat(a.expect("CONSENSUS").body()).as("length %d", length).isEqualTo(body);
            }
        }
    }

    @Test
    void requestsAreAnsweredDeclinedAndRunOutOfTime() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            Reply four = ask(b, a, new byte[] {4}, 5000);
            assertThat(four)
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            answered ->
                                    assertThat(answered.body()).hasSize(4 << 20).containsOnly(4));
            assertThat(ask(b, a, new byte[0], 50)).isEqualTo(new Reply.Failed(PeerError.TIMEOUT));
            assertThat(ask(b, a, new byte[] {5}, 5000)).isEqualTo(new Reply.Failed(PeerError.DECLINED));
            a.declines = true;
            assertThat(ask(b, a, new byte[] {1}, 5000)).isEqualTo(new Reply.Failed(PeerError.DECLINED));
            assertThat(ask(b, b, new byte[] {1}, 5000)).isEqualTo(new Reply.Failed(PeerError.NOT_CONNECTED));
        }
    }

    @Test
    void aRequestFailsAtOnceWhenItsPeerGoesAway() throws Exception {
        TestNode a = TestNode.of(1);
        try (TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            CompletableFuture<Reply> open = b.network.request(a.key(), new byte[0], Duration.ofMinutes(5));
            a.await("requested");
            a.close();
            assertThat(open.get(5, TimeUnit.SECONDS)).isEqualTo(new Reply.Failed(PeerError.NOT_CONNECTED));
            b.expect("disconnected SHUTDOWN");
        }
    }

    @Test
    void nodesThatDialEachOtherKeepOneConnection() throws Exception {
        int port = freePort();
        PeerAddress toA = PeerAddress.of("127.0.0.1", port);
        try (TestNode b = TestNode.of(2, toA);
                TestNode a = new TestNode(
                        1,
                        TestNode.CHAIN,
                        TestNode.LIMITS,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        LinkShaper.PASS,
                        b.dialled())) {
            a.await("connected");
            b.await("connected");
            // Whatever crossed meanwhile, a request goes through in the end and one connection is left.
            Reply reply;
            do {
                reply = ask(a, b, new byte[] {1}, 1000);
            } while (reply instanceof Reply.Failed);
            assertThat(a.network.peers()).hasSize(1);
            assertThat(b.network.peers()).hasSize(1);
        }
    }

    @Test
    void aNodeThatComesBackIsDialledAgain() throws Exception {
        TestNode a = TestNode.of(1);
        try (TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            a.close();
            b.expect("disconnected SHUTDOWN");
            try (TestNode again = new TestNode(1, TestNode.CHAIN, TestNode.LIMITS, a.address, LinkShaper.PASS)) {
                assertThat(again.expect("connected").peer()).isEqualTo(b.key());
                b.expect("connected");
            }
        }
    }

    @Test
    void anotherKeyThanExpectedIsNotAccepted() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode stranger = TestNode.of(3)) {
            PeerAddress wrong =
                    new PeerAddress("127.0.0.1", a.address.getPort(), java.util.Optional.of(stranger.key()));
            try (TestNode b = TestNode.of(2, wrong)) {
                a.expect("connected");
                a.expect("disconnected UNEXPECTED_KEY");
                assertThat(b.happened).isEmpty();
            }
        }
    }

    @Test
    void aNodeThatDialsItselfStops() throws Exception {
        int port = freePort();
        try (TestNode a = new TestNode(
                        1,
                        TestNode.CHAIN,
                        TestNode.LIMITS,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        LinkShaper.PASS,
                        PeerAddress.of("127.0.0.1", port));
                TestNode b = TestNode.of(2, a.dialled())) {
            assertThat(a.expect("connected").peer()).isEqualTo(b.key());
            assertThat(a.network.peers()).hasSize(1);
        }
    }

    @Test
    void nodesOfDifferentChainsDoNotConnect() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode other =
                        new TestNode(2, Hash.ZERO, TestNode.LIMITS, TestNode.anyPort(), LinkShaper.PASS, a.dialled());
                TestNode same = TestNode.of(3, a.dialled())) {
            same.expect("connected");
            assertThat(a.expect("connected").peer()).isEqualTo(same.key());
            assertThat(other.happened).isEmpty();
        }
    }

    @Test
    void aHandlerWithoutRoomLosesNothingAndKeepsTheOrder() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            a.expect("connected");
            a.busy.set(10);
            for (int i = 0; i < 100; i++) {
                b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {(byte) i});
            }
            for (int i = 0; i < 100; i++) {
                assertThat(a.expect("CONSENSUS").body()).containsExactly(i);
            }
        }
    }

    @Test
    void aFloodAboveTheRateIsSlowedDownAndNotLost() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            a.expect("connected");
            long start = System.nanoTime();
            for (int i = 0; i < 700; i++) {
                b.network.send(a.key(), MessageKind.CONSENSUS, new byte[] {1});
            }
            for (int i = 0; i < 700; i++) {
                a.expect("CONSENSUS");
            }
            // 500 are the burst of the first second, the other 200 take at least 0.4 s at 500 a second.
            assertThat(System.nanoTime() - start).isGreaterThan(390_000_000L);
            assertThat(a.network.peers()).hasSize(1);
        }
    }

    @Test
    void misbehaviourBansAndTheBannedPeerIsRefused() throws Exception {
        try (TestNode a = TestNode.of(1);
                TestNode b = TestNode.of(2, a.dialled())) {
            b.expect("connected");
            a.expect("connected");
            a.network.penalise(b.key(), 60, "first of two");
            assertThat(a.network.peers()).hasSize(1);
            a.network.penalise(b.key(), 60, "second of two");
            a.expect("disconnected MISBEHAVED");
            b.expect("disconnected MISBEHAVED");
            b.expect("connected");
            b.expect("disconnected BANNED");
            assertThat(a.happened).isEmpty();
        }
    }

    @Test
    void inboundConnectionsAreBounded() throws Exception {
        try (TestNode a = new TestNode(
                        1,
                        TestNode.CHAIN,
                        TestNode.LIMITS.withConnections(1, 10),
                        TestNode.anyPort(),
                        LinkShaper.PASS);
                TestNode b = TestNode.of(2, a.dialled())) {
            a.expect("connected");
            b.expect("connected");
            try (TestNode c = TestNode.of(3, a.dialled())) {
                c.expect("connected");
                c.expect("disconnected TOO_MANY_PEERS");
                assertThat(a.network.peers()).extracting(PeerInfo::key).containsExactly(b.key());
            }
        }
    }

    @Test
    void aShapedLinkDropsAndDelays() throws Exception {
        LinkShaper odd = (to, length) -> length % 2 == 1 ? LinkShaper.DROP : 20;
        try (TestNode a = TestNode.of(1);
                TestNode b = new TestNode(2, TestNode.CHAIN, TestNode.LIMITS, TestNode.anyPort(), odd, a.dialled())) {
            b.expect("connected");
            a.expect("connected");
            long start = System.nanoTime();
            b.network.send(a.key(), MessageKind.CONSENSUS, new byte[3]);
            b.network.send(a.key(), MessageKind.CONSENSUS, new byte[4]);
            assertThat(a.expect("CONSENSUS").body()).hasSize(4);
            assertThat(System.nanoTime() - start).isGreaterThan(15_000_000L);
        }
    }

    @Test
    void aPortInUseIsANumberedError() {
        try (TestNode a = TestNode.of(1);
                PeerNetwork second = new PeerNetwork(
                        NetworkConfig.of(a.address, a.identity, 7, TestNode.CHAIN, java.util.List.of()), a)) {
            assertThat(second.start()).isInstanceOfSatisfying(PeerNetwork.Start.Failed.class, failed -> {
                assertThat(failed.error().code()).isEqualTo("P-01");
                assertThat(failed.detail()).contains(String.valueOf(a.address.getPort()));
            });
        }
    }

    private static Reply ask(TestNode from, TestNode to, byte[] body, int millis) throws Exception {
        return from.network.request(to.key(), body, Duration.ofMillis(millis)).get(10, TimeUnit.SECONDS);
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static int freePort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
