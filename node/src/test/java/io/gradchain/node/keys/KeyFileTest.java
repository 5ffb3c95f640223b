package io.gradchain.node.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.TestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path directory;

    @Test
    void aKeyIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
        Path file = directory.resolve("a/node.key");
        KeyPair made = KeyFile.readOrCreate(file, TestChain.SCHEME).orElseThrow();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        KeyPair read = KeyFile.readOrCreate(file, TestChain.SCHEME).orElseThrow();
        assertThat(read.publicKey()).isEqualTo(made.publicKey());
        expectRefused(KeyFile.write(file, made), "N-146", "never overwritten");
    }

    @Test
    void aFileOthersMayReadIsRefused() throws IOException {
        Path file = directory.resolve("node.key");
        KeyFile.readOrCreate(file, TestChain.SCHEME);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        expectRefused(KeyFile.read(file, TestChain.SCHEME), "N-145", "chmod 600");
    }

    @Test
    void anotherTextIsRefused() throws IOException {
        Path file = directory.resolve("node.key");
        KeyFile.readOrCreate(file, TestChain.SCHEME);
        Files.writeString(file, "gradchain-key-2 00");
        expectRefused(KeyFile.read(file, TestChain.SCHEME), "N-102", "version 1");
    }

    @Test
    void noFileIsNoKey() {
        assertThat(KeyFile.find(directory.resolve("none"), TestChain.SCHEME).orElseThrow())
                .isEmpty();
    }

    private static void expectRefused(Attempt<?> attempt, String number, String words) {
        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message())
                                .startsWith(number)
                                .contains(words));
    }
}
