package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stranger or an authenticated peer may do to a node, and how far it gets. */
final class HostilePeerTest {
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.of(1);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aPeerOfAnotherChainIsToldSo() throws Exception {
        try (RawPeer peer = new RawPeer(9, node.address)) {
            HandshakeIdentity other = new HandshakeIdentity(peer.identity, 7, Hash.ZERO);
            peer.sendHandshake(0, new PeerHandshake(other, true).first());
            assertThat(peer.refusal()).isEqualTo(PeerError.WRONG_CHAIN);
        }
        try (RawPeer peer = new RawPeer(9, node.address)) {
            HandshakeIdentity other = new HandshakeIdentity(peer.identity, 8, TestNode.CHAIN);
            peer.sendHandshake(0, new PeerHandshake(other, true).first());
            assertThat(peer.refusal()).isEqualTo(PeerError.WRONG_CHAIN);
        }
    }

    @Test
    void theNodesOwnKeyIsNotAPeer() throws Exception {
        try (RawPeer mirror = new RawPeer(1, node.address)) {
            PeerHandshake handshake =
                    new PeerHandshake(new HandshakeIdentity(mirror.identity, 7, TestNode.CHAIN), true);
            mirror.sendHandshake(0, handshake.first());
            assertThat(handshake.read(mirror.readHandshake())).isEqualTo(new PeerHandshake.Step.Refuse(PeerError.SELF));
        }
    }

    @Test
    void aStrangerWhoSaysNothingOrHalfAMessageIsCutOff() throws Exception {
        NetworkLimits hasty = TestNode.LIMITS.withTimeouts(Duration.ofMillis(150), Duration.ofSeconds(30));
        try (TestNode impatient = node(2, hasty);
                RawPeer mute = new RawPeer(8, impatient.address);
                RawPeer half = new RawPeer(9, impatient.address)) {
            half.send(new byte[] {0, 0, 48, 1, 2, 3});
            assertThat(mute.refusal()).isEqualTo(PeerError.HANDSHAKE_TIMEOUT);
            assertThat(half.refusal()).isEqualTo(PeerError.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void aHandshakeAboveItsSizeIsRefusedBeforeItArrives() throws Exception {
        try (RawPeer peer = new RawPeer(9, node.address)) {
            peer.send(new byte[] {0, 0x10, 0x01});
            assertThat(peer.refusal()).isEqualTo(PeerError.BAD_HANDSHAKE);
        }
    }

    @Test
    void aFrameAboveTheLimitOfItsKindIsRefusedByItsHeader() throws Exception {
        for (FrameKind kind : FrameKind.values()) {
            try (RawPeer peer = new RawPeer(10 + kind.wire(), node.address).shakeHands(TestNode.CHAIN)) {
                peer.sendRecord(kind.wire(), kind.maxBytes() + 1, new byte[0]);
                assertThat(peer.goodbye()).as("%s", kind).isEqualTo(PeerError.TOO_LARGE);
                node.expect("connected");
                node.expect("disconnected TOO_LARGE");
            }
        }
    }

    @Test
    void recordsThatAreNotCutTheOneWayAreRefused() throws Exception {
        int[][] kindsLengthsBodies = {
            {1, 10, 9}, {1, 10, 11}, {0, 0, 0}, {11, 0, 0}, {1, -1, 0}, {1, 100_000, 7}, {4, 3, 3}
        };
        int seed = 30;
        for (int[] shape : kindsLengthsBodies) {
            // Each by another key: two such records ban one.
            try (RawPeer peer = new RawPeer(seed++, node.address).shakeHands(TestNode.CHAIN)) {
                peer.sendRecord(shape[0], shape[1], new byte[shape[2]]);
                assertThat(peer.goodbye())
                        .as("kind %d length %d body %d", shape[0], shape[1], shape[2])
                        .isIn(PeerError.BAD_RECORD, PeerError.TOO_LARGE);
            }
        }
    }

    @Test
    void aChangedRecordEndsTheConnectionAndDeliversNothing() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 10; round++) {
            try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
                byte[] record = peer.sealed(new byte[] {1, 0, 0, 0, 3, 7, 7, 7});
                int at = random.nextInt(2, record.length);
                record[at] ^= (byte) (1 << random.nextInt(8));
                peer.send(record);
                assertThat(peer.goodbye()).as("seed 5 round %d", round).isEqualTo(PeerError.BAD_RECORD);
                node.expect("connected");
                node.expect("disconnected BAD_RECORD");
            }
        }
    }

    @Test
    void aReplayedRecordEndsTheConnection() throws Exception {
        try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
            byte[] record = peer.sealed(new byte[] {1, 0, 0, 0, 1, 7});
            peer.send(record);
            peer.send(record);
            node.expect("connected");
            node.expect("CONSENSUS");
            node.expect("disconnected BAD_RECORD");
        }
    }

    @Test
    void requestsBeyondTheLimitAreDeclinedAndTheRestStaysOpen() throws Exception {
        try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
            for (int number = 1; number <= 17; number++) {
                peer.sendRecord(
                        FrameKind.REQUEST.wire(),
                        4,
                        ByteBuffer.allocate(4).putInt(number).array());
            }
            assertThat(peer.readFrame()).containsExactly(FrameKind.DECLINE.wire(), 0, 0, 0, 17);
            node.expect("connected");
            for (int number = 1; number <= 16; number++) {
                node.expect("requested");
            }
            assertThat(node.happened).isEmpty();
        }
    }

    @Test
    void aPeerThatDoesNotReadIsClosedInsteadOfFillingTheMemory() throws Exception {
        try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
            node.expect("connected");
            byte[] body = new byte[MessageKind.TRANSACTION.maxBytes()];
            long taken = 0;
            while (node.network.send(peer.key(), MessageKind.TRANSACTION, body) == SendOutcome.QUEUED) {
                taken += body.length;
                assertThat(taken).isLessThan(256L << 20);
            }
            SendOutcome outcome;
            do {
                outcome = node.network.send(peer.key(), MessageKind.CONSENSUS, body);
                taken += body.length;
                assertThat(taken).isLessThan(256L << 20);
            } while (outcome == SendOutcome.QUEUED);
            node.expect("disconnected SLOW_PEER");
        }
    }

    @Test
    void aQuietPeerIsPingedAndThenClosed() throws Exception {
        NetworkLimits hasty = TestNode.LIMITS.withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300));
        try (TestNode attentive = node(2, hasty);
                RawPeer peer = new RawPeer(9, attentive.address).shakeHands(TestNode.CHAIN)) {
            attentive.expect("connected");
            assertThat(peer.readFrame()).containsExactly(FrameKind.PING.wire());
            attentive.expect("disconnected SILENT_PEER");
        }
    }

    @Test
    void aFloodOfGarbageDoesNotDisturbOthers() throws Exception {
        SplittableRandom random = new SplittableRandom(6);
        List<RawPeer> flood = new ArrayList<>();
        try (TestNode honest = TestNode.of(2, node.dialled())) {
            honest.expect("connected");
            node.expect("connected");
            for (int i = 0; i < 100; i++) {
                RawPeer garbage = new RawPeer(9, node.address);
                flood.add(garbage);
                byte[] bytes = new byte[random.nextInt(8192)];
                random.nextBytes(bytes);
                try {
                    garbage.send(bytes);
                } catch (IOException e) {
                    // Refused already: nothing to send any more.
                }
                honest.network.send(node.key(), MessageKind.CONSENSUS, new byte[] {(byte) i});
            }
            for (int i = 0; i < 100; i++) {
                assertThat(node.expect("CONSENSUS").body()).as("seed 6").containsExactly(i);
            }
            assertThat(node.network.peers())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.key()).isEqualTo(honest.key()));
        } finally {
            for (RawPeer garbage : flood) {
                garbage.close();
            }
        }
    }

    private static TestNode node(int seed, NetworkLimits limits) {
        return new TestNode(seed, TestNode.CHAIN, limits, TestNode.anyPort(), LinkShaper.PASS);
    }
}
