package io.gradchain.genesis.keys;

import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyStretching;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Entropy as words (BIP-39, G-14): whoever has them has every key. Printing it never shows them.
 *
 * <pre>
 *  entropy 128, 160, 192, 224 or 256 bits | first bits of its SHA-256, one for 32 of entropy
 *  cut into words of 11 bits: 12, 15, 18, 21 or 24 words
 * </pre>
 */
public final class Mnemonic {
    /** Of what this project makes: 24 words. */
    public static final int ENTROPY_BYTES = 32;

    private static final int ROUNDS = 2048;
    private static final int SEED_BYTES = 64;

    private final List<String> words;

    private Mnemonic(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** @param entropy 16, 20, 24, 28 or 32 bytes that nobody can guess */
    public static Mnemonic ofEntropy(byte[] entropy) {
        if (!isEntropyLength(entropy.length)) {
            throw new IllegalArgumentException("entropy has 16, 20, 24, 28 or 32 bytes, not " + entropy.length);
        }
        byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
        bits[entropy.length] = Hashing.sha256().digest(entropy)[0];
        List<String> words = new ArrayList<>();
        for (int word = 0; word < wordsFor(entropy.length); word++) {
            words.add(WordList.word(eleven(bits, word * WordList.BITS)));
        }
        Arrays.fill(bits, (byte) 0);
        return new Mnemonic(words);
    }

    /** Reads words between white space, in upper or lower case; a refusal names a place, never a word. */
    public static Attempt<Mnemonic> parse(String text) {
        List<String> words = Arrays.stream(text.strip().split("\\s+", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        int entropyBytes = words.size() * WordList.BITS / 33 * 4;
        if (!isEntropyLength(entropyBytes) || wordsFor(entropyBytes) != words.size()) {
            return refused("", words.size() + " words, where 12, 15, 18, 21 or 24 are meant");
        }
        byte[] bits = new byte[entropyBytes + 1];
        for (int at = 0; at < words.size(); at++) {
            Optional<Integer> index = WordList.indexOf(words.get(at));
            if (index.isEmpty()) {
                return refused("word " + (at + 1), "it is not in the English list of BIP-39");
            }
            put(bits, at * WordList.BITS, index.get());
        }
        Mnemonic expected = ofEntropy(Arrays.copyOf(bits, entropyBytes));
        Arrays.fill(bits, (byte) 0);
        return expected.words.equals(words)
                ? new Attempt.Done<>(expected)
                : refused("", "the last word does not fit the others: one of them is wrong, or two changed places");
    }

    public List<String> words() {
        return words;
    }

    /** 64 bytes to grow keys from; every passphrase gives other ones, and none is wrong. */
    public byte[] seed(String passphrase) {
        byte[] salt =
                ("mnemonic" + Normalizer.normalize(passphrase, Normalizer.Form.NFKD)).getBytes(StandardCharsets.UTF_8);
        byte[] password = String.join(" ", words).getBytes(StandardCharsets.US_ASCII);
        byte[] seed = KeyStretching.pbkdf2Sha512(password, salt, ROUNDS, SEED_BYTES);
        Arrays.fill(password, (byte) 0);
        return seed;
    }

    private static boolean isEntropyLength(int bytes) {
        return bytes % 4 == 0 && bytes >= 16 && bytes <= 32;
    }

    private static int wordsFor(int entropyBytes) {
        return entropyBytes * 3 / 4;
    }

    private static int eleven(byte[] bits, int from) {
        int value = 0;
        for (int bit = from; bit < from + WordList.BITS; bit++) {
            value = (value << 1) | ((bits[bit / 8] >>> (7 - bit % 8)) & 1);
        }
        return value;
    }

    private static void put(byte[] bits, int from, int word) {
        for (int bit = 0; bit < WordList.BITS; bit++) {
            int at = from + bit;
            bits[at / 8] |= (byte) (((word >>> (WordList.BITS - 1 - bit)) & 1) << (7 - at % 8));
        }
    }

    private static Attempt<Mnemonic> refused(String place, String cause) {
        return Attempt.refused(GenesisError.BAD_WORDS, place, cause);
    }

    @Override
    public String toString() {
        return "Mnemonic[" + words.size() + " words]";
    }
}
