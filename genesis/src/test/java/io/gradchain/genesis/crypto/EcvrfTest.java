package io.gradchain.genesis.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.spec.DevKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EcvrfTest {
    /** RFC 9381 appendix B.1, examples 10 to 12. */
    @ParameterizedTest
    @CsvSource({
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6,"
                + "73616d706c65,1,"
                + "0272a877532e9ac193aff4401234266f59900a4a9e3fc3cfc6a4b7e467a15d06d4,"
                + "0d90591273453d2dc67312d39914e3a93e194ab47a58cd598886897076986f77,"
                + "02bb6a034f67643c6183c10f8b41dc4babf88bff154b674e377d90bde009c21672,"
                + "02893ebee7af9a0faa6da810da8a91f9d50e1dc071240c9706726820ff919e8394,"
                + "035b5c726e8c0e2c488a107c600578ee75cb702343c153cb1eb8dec77f4b5071b4a53f0a46f018bc2c56e58d383f2305e0"
                + "975972c26feea0eb122fe7893c15af376b33edf7de17c6ea056d4d82de6bc02f,"
                + "a3ad7b0ef73d8fc6655053ea22f9bede8c743f08bbed3d38821f0e16474b505e",
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6,"
                + "74657374,3,"
                + "02173119b4fff5e6f8afed4868a29fe8920f1b54c2cf89cc7b301d0d473de6b974,"
                + "5852353a868bdce26938cde1826723e58bf8cb06dd2fed475213ea6f3b12e961,"
                + "022779a2cafcb65414c4a04a4b4d2adf4c50395f57995e89e6de823250d91bc48e,"
                + "033b4a14731672e82339f03b45ff6b5b13dee7ada38c9bf1d6f8f61e2ce5921119,"
                + "034dac60aba508ba0c01aa9be80377ebd7562c4a52d74722e0abae7dc3080ddb56c19e067b15a8a8174905b13617804534"
                + "214f935b94c2287f797e393eb0816969d864f37625b443f30f1a5a33f2b3c854,"
                + "a284f94ceec2ff4b3794629da7cbafa49121972671b466cab4ce170aa365f26d",
        "2ca1411a41b17b24cc8c3b089cfd033f1920202a6c0de8abb97df1498d50d2c8,"
                + "03596375e6ce57e0f20294fc46bdfcfd19a39f8161b58695b3ec5b3d16427c274d,"
                + "4578616d706c65207573696e67204543445341206b65792066726f6d20417070656e646978204c2e342e32206f6620414e"
                + "53492e58392d36322d32303035,1,"
                + "0258055c26c4b01d01c00fb57567955f7d39cd6f6e85fd37c58f696cc6b7aa761d,"
                + "5689e2e08e1110b4dda293ac21667eac6db5de4a46a519c73d533f69be2f4da3,"
                + "020f465cd0ec74d2e23af0abde4c07e866ae4e5138bded5dd1196b8843f380db84,"
                + "036cb6f811428fc4904370b86c488f60c280fa5b496d2f34ff8772f60ed24b2d1d,"
                + "03d03398bf53aa23831d7d1b2937e005fb0062cbefa06796579f2a1fc7e7b8c667d091c00b0f5c3619d10ecea44363b5a5"
                + "99cadc5b2957e223fec62e81f7b4825fc799a771a3d7334b9186bdbee87316b1,"
                + "90871e06da5caa39a3c61578ebb844de8635e27ac0b13e829997d0d95dd98c19"
    })
    void provesAsTheStandardSays(
            String x,
            String publicKey,
            String alpha,
            int attempt,
            String h,
            String k,
            String u,
            String v,
            String pi,
            String beta) {
        VrfKeyPair key = VrfKeyPair.ofScalar(new BigInteger(x, 16));
        assertThat(key.publicKey().hex()).isEqualTo(publicKey);
        Ecvrf.OnCurve onCurve = Ecvrf.encodeToCurve(key.publicKey(), bytes(alpha));
        assertThat(onCurve.attempt()).isEqualTo(attempt);
        assertThat(hex(P256.encode(onCurve.point()))).isEqualTo(h);
        BigInteger nonce = Ecvrf.nonce(key, bytes(h));
        assertThat(nonce).isEqualTo(new BigInteger(k, 16));
        assertThat(hex(P256.encode(P256.timesBase(nonce)))).isEqualTo(u);
        assertThat(hex(P256.encode(P256.timesSecret(onCurve.point(), nonce)))).isEqualTo(v);
        VrfProof proof = Ecvrf.prove(key, bytes(alpha));
        assertThat(proof.hex()).isEqualTo(pi);
        assertThat(Ecvrf.output(proof)).contains(Hash.fromHex(beta));
        assertThat(Ecvrf.verify(VrfKey.of(bytes(publicKey)), bytes(alpha), VrfProof.of(bytes(pi))))
                .contains(Hash.fromHex(beta));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASecondImplementation(long seed) {
        Random random = new Random(seed);
        VrfKeyPair key = VrfKeyPair.fromSeed(random(random, 32));
        byte[] alpha = random(random, random.nextInt(200));
        VrfProof proof = Ecvrf.prove(key, alpha);
        Optional<Hash> output = Ecvrf.verify(key.publicKey(), alpha, proof);
        assertThat(output).as("seed %d", seed).isPresent().isEqualTo(Ecvrf.output(proof));
        assertThat(EcvrfOracle.verify(key.publicKey().bytes(), alpha, proof.bytes()))
                .as("seed %d", seed)
                .contains(output.get().hex());
    }

    @Test
    void anyChangedBitOfProofTextOrKeyFails() {
        VrfKeyPair key = key(1);
        byte[] alpha = {1, 2, 3};
        VrfProof proof = Ecvrf.prove(key, alpha);
        for (int bit = 0; bit < 8 * VrfProof.BYTES; bit++) {
            VrfProof changed = VrfProof.of(flip(proof.bytes(), bit));
            assertThat(Ecvrf.verify(key.publicKey(), alpha, changed))
                    .as("bit %d", bit)
                    .isEmpty();
        }
        for (int bit = 0; bit < 8 * alpha.length; bit++) {
            assertThat(Ecvrf.verify(key.publicKey(), flip(alpha, bit), proof)).isEmpty();
        }
        for (int bit = 0; bit < 8 * VrfKey.BYTES; bit++) {
            byte[] changed = flip(key.publicKey().bytes(), bit);
            if (EcvrfOracle.isPoint(changed)) {
                assertThat(Ecvrf.verify(VrfKey.of(changed), alpha, proof))
                        .as("bit %d", bit)
                        .isEmpty();
            }
        }
        assertThat(Ecvrf.verify(key(2).publicKey(), alpha, proof)).isEmpty();
    }

    @Test
    void hostileBytesAreRefusedWithoutAnException() {
        VrfKey key = key(1).publicKey();
        byte[] gamma = Ecvrf.prove(key(1), new byte[0]).bytes();
        for (long seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            byte[] bytes = random(random, VrfProof.BYTES);
            if (seed % 2 == 0) {
                System.arraycopy(gamma, 0, bytes, 0, 33);
            } else {
                bytes[0] = (byte) random.nextInt(8);
            }
            assertThat(Ecvrf.verify(key, new byte[0], VrfProof.of(bytes)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
        byte[] nothingMultiplied = Arrays.copyOf(Arrays.copyOf(gamma, 33), 81); // U and V at infinity
        assertThat(Ecvrf.verify(key, new byte[0], VrfProof.of(nothingMultiplied)))
                .isEmpty();
        assertThat(Ecvrf.verify(key, new byte[0], VrfProof.of(new byte[81]))).isEmpty();
        byte[] hugeS = gamma.clone();
        Arrays.fill(hugeS, 49, 81, (byte) 0xff);
        assertThat(Ecvrf.verify(key, new byte[0], VrfProof.of(hugeS))).isEmpty();
        assertThat(Ecvrf.output(VrfProof.of(new byte[81]))).isEmpty();
        assertThat(VrfProof.parse(new byte[80])).isEmpty();
        assertThat(VrfProof.parse(new byte[82])).isEmpty();
        assertThat(VrfProof.parse(new byte[81])).contains(VrfProof.of(new byte[81]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // infinity, padded; x = 0 and 1 with first bytes that are none; p; p + 5, as 5 is on the curve; off the
                // curve
                "000000000000000000000000000000000000000000000000000000000000000000",
                "010000000000000000000000000000000000000000000000000000000000000000",
                "040000000000000000000000000000000000000000000000000000000000000005",
                "060000000000000000000000000000000000000000000000000000000000000005",
                "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                "02ffffffff00000001000000000000000000000001000000000000000000000004",
                "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "020000000000000000000000000000000000000000000000000000000000000001"
            })
    void whatIsNoPointIsNoKey(String hex) {
        assertThat(EcvrfOracle.isPoint(bytes(hex))).isFalse();
        assertThatThrownBy(() -> VrfKey.of(bytes(hex))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteReader.decode(bytes(hex), VrfKey::read)).isInstanceOf(DecodeException.class);
        byte[] proof = Arrays.copyOf(bytes(hex), VrfProof.BYTES);
        assertThat(Ecvrf.verify(key(1).publicKey(), new byte[0], VrfProof.of(proof)))
                .isEmpty();
    }

    @Test
    void keysAndProofsReadBackWhatTheyWrote() {
        VrfKey key = key(1).publicKey();
        VrfProof proof = Ecvrf.prove(key(1), new byte[5]);
        ByteWriter out = new ByteWriter();
        VrfKey.write(out, key);
        VrfProof.write(out, proof);
        ByteReader in = new ByteReader(out.toByteArray());
        assertThat(VrfKey.read(in)).isEqualTo(key);
        assertThat(VrfProof.read(in)).isEqualTo(proof);
        assertThat(in.remaining()).isZero();
        assertThatThrownBy(() -> ByteReader.decode(new byte[32], VrfKey::read)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> VrfKey.of(new byte[34])).isInstanceOf(IllegalArgumentException.class);
    }

    /** The rule of G-13, done by hand with the JDK's hash and the oracle's curve. */
    @Test
    void theKeyFollowsFromTheSeedAlone() throws Exception {
        Set<VrfKey> keys = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            byte[] bytes = random(new Random(seed), 32);
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) "gradchain/vrf-key".length());
            digest.update("gradchain/vrf-key".getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
            digest.update((byte) 0);
            BigInteger scalar = new BigInteger(1, digest.digest());
            VrfKey key = VrfKeyPair.fromSeed(bytes).publicKey();
            assertThat(key.bytes()).as("seed %d", seed).isEqualTo(EcvrfOracle.publicKey(scalar));
            keys.add(key);
        }
        assertThat(keys).hasSize(20);
        assertThatThrownBy(() -> VrfKeyPair.fromSeed(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VrfKeyPair.ofScalar(BigInteger.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VrfKeyPair.ofScalar(EcvrfOracle.N)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDevelopmentValidatorHasOneSeedForBothKeys() {
        KeyPair signing = DevKeys.of(new Ed25519(), "node1");
        assertThat(DevKeys.vrf("node1").publicKey())
                .isEqualTo(VrfKeyPair.fromSeed(signing.seed()).publicKey())
                .isNotEqualTo(DevKeys.vrf("node2").publicKey());
    }

    @Test
    void printingAKeyPairKeepsItsSecret() {
        VrfKeyPair key = key(3);
        assertThat(key.toString())
                .isEqualTo("VrfKeyPair[" + key.publicKey().hex() + "]")
                .doesNotContain(key.secret().toString(16))
                .doesNotContain(key.secret().toString());
    }

    private static VrfKeyPair key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return VrfKeyPair.fromSeed(seed);
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
