package io.gradchain.genesis.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;

/** A password as EIP-2335 wants it: NFKD, no control codes, UTF-8. Closing wipes it; printing never shows it. */
public final class Password implements AutoCloseable {
    private static final char DELETE = 0x7f;
    private static final char LAST_CONTROL = 0x9f;

    private final byte[] bytes;
    private final int characters;

    private Password(byte[] bytes, int characters) {
        this.bytes = bytes;
        this.characters = characters;
    }

    /** Copies what it needs: the caller wipes {@code typed}. */
    public static Password of(char[] typed) {
        char[] normal = isAscii(typed)
                ? typed.clone()
                : Normalizer.normalize(CharBuffer.wrap(typed), Normalizer.Form.NFKD)
                        .toCharArray(); // the one text that stays until it is collected
        int kept = 0;
        for (char c : normal) {
            if (c >= ' ' && (c < DELETE || c > LAST_CONTROL)) {
                normal[kept++] = c;
            }
        }
        byte[] room = new byte[4 * kept];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        // An unpaired surrogate becomes a question mark, as in every String.
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(normal, 0, kept), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        int characters = Character.codePointCount(normal, 0, kept);
        Arrays.fill(normal, '\0');
        return new Password(bytes, characters);
    }

    private static boolean isAscii(char[] text) {
        for (char c : text) {
            if (c > DELETE) {
                return false;
            }
        }
        return true;
    }

    /** Not a copy: for key derivation only. */
    byte[] bytes() {
        return bytes;
    }

    /** How many characters there are, control codes not counted. */
    public int characters() {
        return characters;
    }

    /** Whether both are the same password; the time tells nothing about where they differ. */
    public boolean isSameAs(Password other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
