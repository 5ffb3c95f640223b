package io.gradchain.genesis.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MnemonicTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void theWordListIsThePublishedOne() throws IOException {
        try (InputStream in = WordList.class.getResourceAsStream(WordList.RESOURCE)) {
            assertThat(HEX.formatHex(Hashing.sha256().digest(in.readAllBytes())))
                    .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        }
    }

    @Test
    void thePublishedVectorsComeOut() {
        List<String[]> vectors = Vectors.of("bip39.txt");
        assertThat(vectors).hasSize(24);
        for (String[] vector : vectors) {
            Mnemonic made = Mnemonic.ofEntropy(HEX.parseHex(vector[0]));
            assertThat(String.join(" ", made.words())).isEqualTo(vector[1]);
            Mnemonic read = Mnemonic.parse(
                            "\n " + vector[1].toUpperCase(Locale.ROOT).replace(" ", "\t "))
                    .orElseThrow();
            assertThat(read.words()).isEqualTo(made.words());
            assertThat(HEX.formatHex(read.seed("TREZOR"))).isEqualTo(vector[2]);
        }
    }

    @Test
    void whatWasWrittenDownWronglyIsRefusedAndNeverRepeated() {
        List<String> words =
                Mnemonic.parse(Vectors.of("bip39.txt").get(11)[1]).orElseThrow().words();
        refused(words.subList(0, 23), "23 words");
        refused(List.of(), "1 words");
        List<String> typo = new ArrayList<>(words);
        typo.set(4, "gradchain");
        refused(typo, "word 5");
        List<String> accent = new ArrayList<>(words);
        accent.set(0, "\u00e1baco");
        refused(accent, "word 1");
    }

    /** The checksum of 24 words has 8 bits: of single mistakes one in 256 passes, and no more than that. */
    @Test
    void theChecksumFindsChangedWords() {
        long seed = 39;
        Random random = new Random(seed);
        List<String> words =
                Mnemonic.parse(Vectors.of("bip39.txt").get(20)[1]).orElseThrow().words();
        int passed = 0;
        for (int i = 0; i < 2000; i++) {
            List<String> changed = new ArrayList<>(words);
            if (i % 2 == 0) {
                changed.set(random.nextInt(changed.size()), WordList.word(random.nextInt(2048)));
            } else {
                Collections.swap(changed, random.nextInt(changed.size()), random.nextInt(changed.size()));
            }
            if (!changed.equals(words)
                    && Mnemonic.parse(String.join(" ", changed)) instanceof Attempt.Done<Mnemonic>(Mnemonic read)) {
                assertThat(read.words()).isEqualTo(changed);
                passed++;
            }
        }
        assertThat(passed).as("seed %d", seed).isBetween(1, 30);
    }

    @Test
    void wordsAreNeverPrinted() {
        Mnemonic words = Mnemonic.ofEntropy(new byte[16]);
        assertThat(words.toString()).isEqualTo("Mnemonic[12 words]");
        assertThatThrownBy(() -> Mnemonic.ofEntropy(new byte[17])).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(List<String> words, String cause) {
        assertThat(Mnemonic.parse(String.join(" ", words))).isInstanceOfSatisfying(Attempt.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(GenesisError.BAD_WORDS);
            assertThat(refused.refusal().message()).contains(cause);
            words.forEach(word -> assertThat(refused.refusal().cause()).doesNotContain(word));
        });
    }
}
