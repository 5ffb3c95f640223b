package io.gradchain.node.keys;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.Password;
import io.gradchain.node.fault.NodeError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where a password comes from. Never the command line or the environment: both are there to read for every process of
 * the user, and children inherit the second.
 */
@FunctionalInterface
public interface PasswordSource {
    int MAX_BYTES = 1 << 10;

    /** @param what the password of what, for the person who types it */
    Attempt<Password> password(String what);

    /** For nodes that nobody gave a password. */
    static PasswordSource none() {
        return what ->
                Attempt.refused(NodeError.NO_PASSWORD, what, "nobody is there to type it, and no file was named");
    }

    /** The first line of a file that only its owner may read. */
    static PasswordSource file(Path file) {
        return what -> SecretFile.read(file).then(bytes -> {
            try {
                return ofLine(file, bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    private static Attempt<Password> ofLine(Path file, byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        if (end == 0 || end > MAX_BYTES) {
            return unusable(file, "its first line is empty or longer than 1 KiB");
        }
        char[] room = new char[end];
        CharBuffer typed = CharBuffer.wrap(room);
        CoderResult read = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end), typed, true);
        char[] text = Arrays.copyOf(room, typed.position());
        Attempt<Password> password =
                read.isError() ? unusable(file, "its first line is not UTF-8") : new Attempt.Done<>(Password.of(text));
        Arrays.fill(room, '\0');
        Arrays.fill(text, '\0');
        return password;
    }

    private static Attempt<Password> unusable(Path file, String cause) {
        return Attempt.refused(NodeError.PASSWORD_FILE, file.toString(), cause);
    }
}
