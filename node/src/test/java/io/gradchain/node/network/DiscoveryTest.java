package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.AddressBook;
import io.gradchain.node.network.book.BookAddress;
import io.gradchain.node.network.book.BookFile;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes over real sockets that know one address and find the rest. */
final class DiscoveryTest {
    @TempDir
    Path directory;

    @Test
    void aNodeFindsThePeersOfItsPeerAndFindsThemAgainWithoutIt() throws Exception {
        try (TestNode seed = node(1)) {
            try (TestNode b = node(2, seed.dialled())) {
                seed.await("connected");
                try (TestNode c = node(3, seed.dialled())) {
                    awaitPeers(c, seed.key(), b.key());
                }
                assertThat(new BookFile(file(3))
                                .read(new byte[AddressBook.SECRET_BYTES])
                                .anchors())
                        .extracting(BookAddress::key)
                        .contains(seed.key());
                // Nobody is configured any more: what it finds it finds in its book.
                try (TestNode again = node(3)) {
                    awaitPeers(again, seed.key(), b.key());
                }
            }
        }
    }

    @Test
    void anotherKeyAtAnAddressOfTheBookIsNotAccepted() throws Exception {
        try (TestNode stranger = node(1)) {
            AddressBook book = new AddressBook(new byte[AddressBook.SECRET_BYTES]);
            book.anchors(
                    List.of(new BookAddress(InetAddress.getLoopbackAddress(), stranger.address.getPort(), key(9))));
            new BookFile(file(2)).write(book.encoded());
            try (TestNode b = node(2)) {
                stranger.expect("connected");
                stranger.expect("disconnected UNEXPECTED_KEY");
                assertThat(b.happened).isEmpty();
            }
        }
    }

    @Test
    void addressesNobodyAskedForBanTheirSender() throws Exception {
        try (TestNode node = node(1)) {
            for (int time = 0; time < 2; time++) {
                try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
                    peer.sendRecord(FrameKind.ADDRESSES.wire(), 4, new byte[4]);
                    assertThat(peer.goodbye()).isEqualTo(PeerError.UNASKED);
                }
            }
            try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
                assertThat(peer.goodbye()).isEqualTo(PeerError.BANNED);
                assertThat(node.network.bans()).singleElement().satisfies(ban -> {
                    assertThat(ban.who()).isEqualTo(peer.key().hex());
                    assertThat(ban.reason()).startsWith("P-24");
                    assertThat(ban.secondsLeft()).isBetween(290L, 300L);
                });
                assertThat(node.network.unban(peer.key().hex())).isTrue();
            }
            try (RawPeer peer = new RawPeer(9, node.address).shakeHands(TestNode.CHAIN)) {
                peer.sendRecord(FrameKind.ASK_ADDRESSES.wire(), 2, new byte[2]);
                assertThat(peer.readFrame()[0]).isEqualTo((byte) FrameKind.ADDRESSES.wire());
            }
        }
    }

    private static void awaitPeers(TestNode node, PublicKey... keys) throws InterruptedException {
        TreeSet<PublicKey> missing = new TreeSet<>(List.of(keys));
        while (!missing.isEmpty()) {
            missing.remove(node.await("connected").peer());
        }
    }

    private TestNode node(int seed, PeerAddress... dial) {
        return TestNode.withBook(seed, file(seed), dial);
    }

    private Path file(int seed) {
        return directory.resolve(seed + ".book");
    }

    private static PublicKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return KeyPair.fromSeed(new Ed25519(), bytes).publicKey();
    }
}
