package io.gradchain.genesis.crypto;

import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** AES-128 in counter mode (NIST SP 800-38A §6.5): the same call hides and shows. It does not tell altered bytes. */
public final class AesCtr {
    public static final int KEY_BYTES = 16;
    public static final int IV_BYTES = 16;

    private AesCtr() {}

    /** A key and an initial counter are used for one text only. */
    public static byte[] apply(byte[] key, byte[] iv, byte[] text) {
        if (key.length != KEY_BYTES || iv.length != IV_BYTES) {
            throw new IllegalArgumentException("AES-128-CTR takes a key and a counter of 16 bytes each");
        }
        CTRModeCipher cipher = SICBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(true, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] out = new byte[text.length];
        cipher.processBytes(text, 0, text.length, out, 0);
        return out;
    }
}
