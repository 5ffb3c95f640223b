package io.gradchain.genesis.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.fault.Attempt;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeystoreTest {
    private static final Kdf QUICK = new Kdf.Scrypt(32, 16, 8, 1, new byte[32]);

    @Test
    void whatAPasswordLocksItOpens() {
        byte[] secret = HexFormat.of().parseHex("0123456789abcdef".repeat(4));
        Keystore locked = lock(secret, "correct horse");
        assertThat(locked.unlock(password("correct horse")).orElseThrow()).isEqualTo(secret);
        assertThat(locked.unlock(password("correct horsf")))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message()).startsWith("G-112"));
        assertThat(HexFormat.of().formatHex(locked.cipher())).isNotEqualTo("0123456789abcdef".repeat(4));
        assertThat(locked.toString()).doesNotContain("0123456789abcdef");
    }

    /** The example of EIP-2335: letters of mathematics are letters, control codes are nothing. */
    @Test
    void passwordsThatLookAlikeAreAlike() {
        String fancy = "\ud835\udd31\ud835\udd22\ud835\udd30\ud835\udd31\ud835\udd2d\ud835\udd1e\ud835\udd30\ud835"
                + "\udd30\ud835\udd34\ud835\udd2c\ud835\udd2f\ud835\udd21\ud83d\udd11";
        Password read = password(fancy);
        assertThat(read.bytes()).isEqualTo(HexFormat.of().parseHex("7465737470617373776f7264f09f9491"));
        assertThat(read.characters()).isEqualTo(13);
        assertThat(password("a\u0000\tb\u007f\u0085c\n").bytes()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(password("\u00e9").isSameAs(password("e\u0301"))).isTrue();
        read.close();
        assertThat(read.bytes()).containsOnly(0);
        assertThat(read.toString()).isEqualTo("Password[hidden]");
    }

    @Test
    void aFileMayNotAskForMoreWorkThanThereIsRoomFor() {
        assertThat(Kdf.Scrypt.usual(new byte[32]).n()).isEqualTo(262_144);
        refused(() -> new Kdf.Scrypt(32, 1 << 19, 8, 1, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 1 << 30, 1 << 30, 1 << 30, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 1 << 18, 8, 9, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 2, 1, Integer.MAX_VALUE, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 3, 8, 1, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 1 << 16, 1, 1, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 0, 8, 1, new byte[32]));
        refused(() -> new Kdf.Scrypt(16, 16, 8, 1, new byte[32]));
        refused(() -> new Kdf.Scrypt(65, 16, 8, 1, new byte[32]));
        refused(() -> new Kdf.Scrypt(32, 16, 8, 1, new byte[65]));
        refused(() -> new Kdf.Pbkdf2(32, 0, new byte[32]));
        refused(() -> new Kdf.Pbkdf2(32, 1 << 23, new byte[32]));
    }

    private static void refused(Runnable made) {
        assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
    }

    private static Keystore lock(byte[] secret, String words) {
        return Keystore.lock(secret, password(words), QUICK, new byte[16], "", "", new UUID(1, 2));
    }

    private static Password password(String words) {
        return Password.of(words.toCharArray());
    }
}
