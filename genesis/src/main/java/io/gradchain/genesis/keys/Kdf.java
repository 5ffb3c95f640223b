package io.gradchain.genesis.keys;

import io.gradchain.genesis.crypto.KeyStretching;

/**
 * How a keystore's password becomes a key of {@code dklen} bytes (G-16). What a foreign file may ask for is bounded here,
 * before any work: 256 MiB of memory, the work of eight times that, as many rounds of PBKDF2.
 */
public sealed interface Kdf {
    int MIN_KEY_BYTES = 32;
    int MAX_KEY_BYTES = 64;
    int MAX_SALT_BYTES = 64;

    byte[] salt();

    int dklen();

    byte[] derive(Password password);

    /**
     * RFC 7914.
     *
     * @param n a power of two; {@code 128 · n · r} bytes of memory
     */
    record Scrypt(int dklen, int n, int r, int p, byte[] salt) implements Kdf {
        private static final long MAX_MEMORY = 256L << 20;
        private static final long MAX_WORK = 8 * MAX_MEMORY;

        public Scrypt {
            salt = checked(dklen, salt);
            if (n < 2 || Integer.bitCount(n) != 1 || r < 1 || p < 1) {
                throw new IllegalArgumentException("scrypt takes an n that is a power of two, r and p of 1 or more");
            }
            // RFC 7914 §6 bounds n by 2^(16 r).
            if (r == 1 && n >= 1 << 16) {
                throw new IllegalArgumentException("scrypt with r = 1 takes n below 65536");
            }
            // The quotients cannot overflow, the products could.
            if (r > MAX_MEMORY / 128 / n || p > MAX_WORK / 128 / n / r) {
                throw new IllegalArgumentException("scrypt with n " + n + ", r " + r + ", p " + p
                        + " asks for more than 256 MiB or 8 passes over them");
            }
        }

        /** What this project writes, as EIP-2335 has it: 256 MiB. */
        public static Scrypt usual(byte[] salt) {
            return new Scrypt(MIN_KEY_BYTES, 1 << 18, 8, 1, salt);
        }

        @Override
        public byte[] derive(Password password) {
            return KeyStretching.scrypt(password.bytes(), salt, n, r, p, dklen);
        }
    }

    /** RFC 8018 over HMAC-SHA256; read, never written. */
    record Pbkdf2(int dklen, int rounds, byte[] salt) implements Kdf {
        private static final int MAX_ROUNDS = 1 << 22;

        public Pbkdf2 {
            salt = checked(dklen, salt);
            if (rounds < 1 || rounds > MAX_ROUNDS) {
                throw new IllegalArgumentException("PBKDF2 takes 1 to " + MAX_ROUNDS + " rounds here, not " + rounds);
            }
        }

        @Override
        public byte[] derive(Password password) {
            return KeyStretching.pbkdf2Sha256(password.bytes(), salt, rounds, dklen);
        }
    }

    private static byte[] checked(int dklen, byte[] salt) {
        if (dklen < MIN_KEY_BYTES || dklen > MAX_KEY_BYTES || salt.length > MAX_SALT_BYTES) {
            throw new IllegalArgumentException("a derived key has 32 to 64 bytes and a salt at most 64");
        }
        return salt.clone();
    }
}
