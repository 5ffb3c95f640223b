package io.gradchain.node.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.Kdf;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Password;
import io.gradchain.node.TestChain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeystoreFileTest {
    private static final String WORD = "correct horse battery";
    private static final KeyPair KEY = TestChain.key(7);

    @TempDir
    Path directory;

    /** The two examples of EIP-2335; their public key is of another curve, so that only the secret is compared. */
    @ParameterizedTest
    @ValueSource(strings = {"eip2335-scrypt.json", "eip2335-pbkdf2.json"})
    void thePublishedFilesOpen(String name) throws IOException {
        try (InputStream in = KeystoreFileTest.class.getResourceAsStream("/keys/" + name)) {
            Keystore read = KeystoreJson.read(in.readAllBytes()).orElseThrow();
            Password password = Password.of(new String(
                            HexFormat.of()
                                    .parseHex(
                                            "f09d94b1f09d94a2f09d94b0f09d94b1"
                                                    + "f09d94adf09d949ef09d94b0f09d94b0f09d94b4f09d94acf09d94aff09d94a1f09f9491"),
                            UTF_8)
                    .toCharArray());
            assertThat(HexFormat.of().formatHex(read.unlock(password).orElseThrow()))
                    .isEqualTo("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f");
        }
    }

    @Test
    void aKeyIsWrittenForItsOwnerAndOpensWithThePasswordInAFile() throws IOException {
        Path file = directory.resolve("new/alice.json");
        KeystoreFile.write(file, quick()).orElseThrow();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
        assertThat(Files.readString(file))
                .contains("\"path\":\"m/44'/1'/0'/0'\"", KEY.publicKey().hex())
                .doesNotContain(HexFormat.of().formatHex(KEY.seed()));
        Path word = SecretFile.create(directory.resolve("word"), (WORD + "\r\nnotes").getBytes(UTF_8))
                .orElseThrow();
        assertThat(KeystoreFile.open(file, PasswordSource.file(word), TestChain.SCHEME)
                        .orElseThrow()
                        .seed())
                .isEqualTo(KEY.seed());
        refused(KeystoreFile.open(file, PasswordSource.none(), TestChain.SCHEME), "N-147", "alice.json");
        Path other = SecretFile.create(directory.resolve("other"), "wrong".getBytes(UTF_8))
                .orElseThrow();
        refused(KeystoreFile.open(file, PasswordSource.file(other), TestChain.SCHEME), "G-112", "alice.json");
        refused(KeystoreFile.write(file, KeystoreFile.read(file).orElseThrow()), "N-146", "never overwritten");
    }

    @Test
    void filesThatOthersCanReadOrThatAreNoPasswordsAreRefused() throws IOException {
        Path file = directory.resolve("secret");
        refused(SecretFile.read(file), "N-146", "no such file");
        SecretFile.create(file, "\n".getBytes(UTF_8)).orElseThrow();
        refused(PasswordSource.file(file).password("a key"), "N-148", "empty");
        Files.write(file, new byte[] {(byte) 0xff, 'a'});
        refused(PasswordSource.file(file).password("a key"), "N-148", "UTF-8");
        Files.write(file, new byte[1025]);
        refused(PasswordSource.file(file).password("a key"), "N-148", "longer");
        Files.write(file, new byte[SecretFile.MAX_BYTES + 1]);
        refused(KeystoreFile.read(file), "N-146", "16 KiB");
        for (String mode : new String[] {"rw-r-----", "rw-----w-", "rw---x---"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            refused(PasswordSource.file(file).password("a key"), "N-145", "chmod 600");
            refused(KeystoreFile.read(file), "N-145", mode);
        }
    }

    /** However a file is damaged: it opens to the same key, or is refused by one of two numbers. */
    @Test
    void aDamagedFileNeverOpensToAnotherKey() {
        long seed = 2335;
        Random random = new Random(seed);
        byte[] whole = KeystoreJson.write(quick());
        SortedMap<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < 4000; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (i % 3 == 0 ? 1 << random.nextInt(8) : 1 + random.nextInt(7));
            Attempt<KeyPair> opened = KeystoreJson.read(damaged)
                    .then(keystore -> KeystoreFile.unlock(keystore, Password.of(WORD.toCharArray()), TestChain.SCHEME));
            switch (opened) {
                case Attempt.Done<KeyPair>(KeyPair key) -> {
                    assertThat(key.publicKey()).as("seed %d, byte %d", seed, at).isEqualTo(KEY.publicKey());
                    outcomes.merge("opened", 1, Integer::sum);
                }
                case Attempt.Refused<KeyPair>(var refusal) ->
                    outcomes.merge(refusal.code().id(), 1, Integer::sum);
            }
        }
        assertThat(outcomes.keySet()).containsExactly("G-111", "G-112", "opened");
        assertThat(outcomes.values()).allMatch(count -> count > 100);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"n\":16`, `\"n\":16777216`, 256 MiB",
                "`\"n\":16`, `\"n\":4294967312`, 32 bits",
                "`\"n\":16`, `\"n\":\"16\"`, whole number",
                "`\"p\":1`, `\"p\":100000000`, passes",
                "`\"dklen\":32`, `\"dklen\":1000000000`, derived key",
                "`scrypt`, `argon2id`, neither",
                "`sha256`, `sha1`, checksum",
                "`aes-128-ctr`, `aes-128-gcm`, cipher",
                "`\"version\":4`, `\"version\":3`, version",
                "`\"uuid\":\"`, `\"uuid\":\"1`, uuid",
                "`\"iv\":\"`, `\"iv\":\"00`, counter",
                "`\"salt\":\"`, `\"salt\":\"0`, salt",
                "`{\"crypto\"`, `{\"version\":4,\"crypto\"`, JSON",
            })
    void filesFromElsewhereAreBoundedBeforeAnyWork(String from, String to, String words) {
        String whole = new String(KeystoreJson.write(quick()), UTF_8);
        assertThat(whole).contains(from);
        refused(KeystoreJson.read(whole.replace(from, to).getBytes(UTF_8)), "G-111", words);
    }

    private static Keystore quick() {
        return KeystoreFile.lock(
                KEY, Password.of(WORD.toCharArray()), "m/44'/1'/0'/0'", new Kdf.Scrypt(32, 16, 8, 1, new byte[32]));
    }

    private static void refused(Attempt<?> attempt, String number, String words) {
        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message())
                                .startsWith(number)
                                .contains(words));
    }
}
