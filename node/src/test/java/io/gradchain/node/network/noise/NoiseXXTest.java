package io.gradchain.node.network.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handshake byte for byte against published vectors, then what an attacker may try. */
final class NoiseXXTest {
    private static final HexFormat HEX = HexFormat.of();

    /** A published run of the protocol: messages alternate from the initiator, three of the handshake, then transport. */
    record Vector(
            String source,
            String prologue,
            String initiatorStatic,
            String initiatorEphemeral,
            String responderStatic,
            String responderEphemeral,
            String handshakeHash,
            List<String[]> messages) {}

    static List<Vector> vectors() {
        return List.of(
                new Vector(
                        "cacophony",
                        "4a6f686e2047616c74",
                        "e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1",
                        "893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a",
                        "4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893",
                        "bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b",
                        "c8e5f64e846193be2a834104c2a009868d6c9f3bd3c186299888b488b2f1f58e",
                        List.of(
                                new String[] {
                                    "4c756477696720766f6e204d69736573",
                                    "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c79444c756477696720766f6e204d69736573"
                                },
                                new String[] {
                                    "4d757272617920526f746862617264",
                                    "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f14480884381cbad1f276e038c48378ffce2b65285e08d6b68aaa3629a5a8639392490e5b9bd5269c2f1e4f488ed8831161f19b7815528f8982ffe09be9b5c412f8a0db50f8814c7194e83f23dbd8d162c9326ad"
                                },
                                new String[] {
                                    "462e20412e20486179656b",
                                    "c7195ffacac1307ff99046f219750fc47693e23c3cb08b89c2af808b444850a80ae475b9df0f169ae80a89be0865b57f58c9fea0d4ec82a286427402f113e4b6ae769a1d95941d49b25030"
                                },
                                new String[] {
                                    "4361726c204d656e676572", "96763ed773f8e47bb3712f0e29b3060ffc956ffc146cee53d5e1df"
                                },
                                new String[] {
                                    "4a65616e2d426170746973746520536179",
                                    "3e40f15f6f3a46ae446b253bf8b1d9ffb6ed9b174d272328ff91a7e2e5c79c07f5"
                                },
                                new String[] {
                                    "457567656e2042f6686d20766f6e2042617765726b",
                                    "eb3f3515110702e047a6c9da4478b6ead94873c11c0f2d710ddb3f09fce024b3a58502ae3f"
                                })),
                new Vector(
                        "snow",
                        "5468657265206973206e6f20726967687420616e642077726f6e672e2054686572652773206f6e6c792066756e20616e6420626f72696e672e",
                        "7dec208517a3b81a2861d7a71266d5d6dc944c5a8816634a86fe63198a0148ee",
                        "a32daf21e93c0131495ce1d903181fde81cc46937daaeb990bae7c992709421e",
                        "4d0aed5098e3b4ef20357e9f686ce66204c792b358da2e475017d6c485304881",
                        "4eece0f195d026db035ff987597c429d3ad3bcc2944df37d649528951b2a27c5",
                        "",
                        List.of(
                                new String[] {
                                    "d03c489139e645d0711a3c9e810d776b46a84912463fafa87b884eebf242dc34",
                                    "f9fa868ba97ab8a2686deccfaad5a484ee10a5bb85e3d1dce015a84797f92818d03c489139e645d0711a3c9e810d776b46a84912463fafa87b884eebf242dc34"
                                },
                                new String[] {
                                    "d8190a92f7dc0c93dbea9118ba8055751fb7c6590c416ffbd419964132b99a85",
                                    "8c4e6fdb7d09d501a86f7eca5c234522751706ed409182c05cdf5f827d4dae47b81c6c5f43b025692c24391eefee725c17d8cb0fbe3e4abb8aedf42c4fd2592d4ea48ac08989d6ae8b4adae08b2c34087c808c7aa55a63c02b0fab9e930612336bd43eaea04d3c670a0a146691aa9cc9d357872320dc735dbc48580cffb553db"
                                },
                                new String[] {
                                    "77891b19dcb92ef7c055b672c4a5aa7fdf1c84146b8b303459022729473ce254",
                                    "933ca6b5ed60df3df66121f0ab49a09e49efa45c613a86a3cecbf4c535cef2f83f72b42837b18e3572f2fdc2b74c331e2368a545cef54bdca081678ab0e9dd5348122459e0c034c851984d88ce610963d43cde6cfe73a67fbd5a63e8bfca96d0"
                                },
                                new String[] {
                                    "d7efdf988072881941db045a42882433817555128fbf5663e56081712ec7d212",
                                    "54ef0ff0629e1aaa7685a2806ab111cba76b52331f2642276736f415868eacb69ab2577f3bda0cbf72f879685f6ed25f"
                                },
                                new String[] {
                                    "dd7bf01a588bafb52c6cfba952e5d8fe35cc2b3f92b4730ae2474615157345ce",
                                    "356be70f110306d5c699bb834bb9d58d909e325924dfbec972e406e6f294dc63e1daebefe8a62a334facc8048ab4ad66"
                                })));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void speaksExactlyTheBytesOfThePublishedVectors(Vector vector) {
        byte[] prologue = HEX.parseHex(vector.prologue());
        NoiseXX initiator =
                new NoiseXX(true, prologue, pair(vector.initiatorStatic()), pair(vector.initiatorEphemeral()));
        NoiseXX responder =
                new NoiseXX(false, prologue, pair(vector.responderStatic()), pair(vector.responderEphemeral()));
        for (int i = 0; i < 3; i++) {
            String[] message = vector.messages().get(i);
            NoiseXX writer = i % 2 == 0 ? initiator : responder;
            NoiseXX reader = i % 2 == 0 ? responder : initiator;
            byte[] written =
                    writer.write(transcript -> HEX.parseHex(message[0])).orElseThrow();
            assertThat(HEX.formatHex(written)).as("message %d", i).isEqualTo(message[1]);
            assertThat(HEX.formatHex(reader.read(written).orElseThrow().payload()))
                    .isEqualTo(message[0]);
        }
        assertThat(initiator.handshakeHash()).isEqualTo(responder.handshakeHash());
        if (!vector.handshakeHash().isEmpty()) {
            assertThat(HEX.formatHex(initiator.handshakeHash())).isEqualTo(vector.handshakeHash());
        }
        TransportKeys ofInitiator = initiator.split();
        TransportKeys ofResponder = responder.split();
        for (int i = 3; i < vector.messages().size(); i++) {
            String[] message = vector.messages().get(i);
            CipherState send = i % 2 == 0 ? ofInitiator.send() : ofResponder.send();
            CipherState receive = i % 2 == 0 ? ofResponder.receive() : ofInitiator.receive();
            byte[] sealed = send.encrypt(HEX.parseHex(message[0]));
            assertThat(HEX.formatHex(sealed)).as("message %d", i).isEqualTo(message[1]);
            assertThat(HEX.formatHex(receive.decrypt(sealed).orElseThrow())).isEqualTo(message[0]);
        }
    }

    @Test
    void everyFlippedBitOfTheSecondAndThirdMessageIsNoticed() {
        for (int flipped = 1; flipped <= 2; flipped++) {
            byte[] honest = messageOf(flipped, -1);
            for (int bit = 0; bit < 8 * honest.length; bit += 7) {
                int chosen = bit;
                // The top bit of a point is ignored by X25519 itself, but the transcript hash still has it.
                assertThat(messageOf(flipped, chosen))
                        .as("message %d bit %d", flipped, bit)
                        .isEmpty();
            }
        }
    }

    @Test
    void anotherPrologueFailsAtTheSecondMessage() {
        NoiseXX initiator = side(true, "chain a", 1);
        NoiseXX responder = side(false, "chain b", 2);
        responder.read(initiator.write(transcript -> new byte[0]).orElseThrow());
        assertThat(initiator.read(responder.write(transcript -> new byte[0]).orElseThrow()))
                .isEmpty();
        assertThat(initiator.complete()).isFalse();
    }

    @Test
    void aPointOfSmallOrderIsRefused() {
        NoiseXX responder = side(false, "chain", 2);
        assertThat(responder.read(new byte[32])).isPresent();
        assertThat(responder.write(transcript -> new byte[0])).isEmpty();
    }

    @Test
    void truncatedAndEmptyMessagesAreRefused() {
        for (int length = 0; length < 32; length++) {
            assertThat(side(false, "chain", 2).read(new byte[length])).isEmpty();
        }
    }

    @Test
    void aReplayedTransportMessageDoesNotAuthenticate() {
        NoiseXX initiator = side(true, "chain", 1);
        NoiseXX responder = side(false, "chain", 2);
        responder.read(initiator.write(transcript -> new byte[0]).orElseThrow());
        initiator.read(responder.write(transcript -> new byte[0]).orElseThrow());
        responder.read(initiator.write(transcript -> new byte[0]).orElseThrow());
        byte[] sealed = initiator.split().send().encrypt(new byte[] {1, 2, 3});
        CipherState receive = responder.split().receive();
        assertThat(receive.decrypt(sealed))
                .hasValueSatisfying(plain -> assertThat(plain).containsExactly(1, 2, 3));
        assertThat(receive.decrypt(sealed)).isEmpty();
    }

    /** Runs a handshake and flips one bit of one message: what its reader then has, empty when it refused. */
    private static byte[] messageOf(int message, int bit) {
        NoiseXX[] sides = {side(true, "chain", 1), side(false, "chain", 2)};
        for (int i = 0; ; i++) {
            byte[] written = sides[i % 2].write(transcript -> new byte[] {9}).orElseThrow();
            if (i == message && bit >= 0) {
                written[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            boolean read = sides[1 - i % 2].read(written).isPresent();
            if (i == message) {
                return read ? written : new byte[0];
            }
        }
    }

    private static NoiseXX side(boolean initiator, String prologue, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] fixed = new byte[32];
        byte[] fresh = new byte[32];
        random.nextBytes(fixed);
        random.nextBytes(fresh);
        return new NoiseXX(
                initiator,
                prologue.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new DhKeyPair(fixed),
                new DhKeyPair(fresh));
    }

    private static DhKeyPair pair(String hex) {
        return new DhKeyPair(HEX.parseHex(hex));
    }
}
