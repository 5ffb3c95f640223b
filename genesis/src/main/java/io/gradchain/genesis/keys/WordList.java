package io.gradchain.genesis.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The 2,048 English words of BIP-39, in alphabetical order: a word is eleven bits. */
final class WordList {
    static final int BITS = 11;
    static final String RESOURCE = "bip39-english.txt";

    private static final List<String> WORDS = load();

    private WordList() {}

    static String word(int index) {
        return WORDS.get(index);
    }

    static Optional<Integer> indexOf(String word) {
        int at = Collections.binarySearch(WORDS, word);
        return at < 0 ? Optional.empty() : Optional.of(at);
    }

    private static List<String> load() {
        try (InputStream in = WordList.class.getResourceAsStream(RESOURCE)) {
            List<String> words = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            if (words.size() != 1 << BITS) {
                throw new IllegalStateException("the word list has " + words.size() + " words");
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
