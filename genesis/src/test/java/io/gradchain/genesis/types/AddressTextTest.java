package io.gradchain.genesis.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AddressTextTest {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    @Test
    void everyAddressReadsBackOnItsNetwork() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[Address.BYTES];
            random.nextBytes(bytes);
            Address address = Address.of(bytes);
            boolean test = random.nextBoolean();
            String text = AddressText.of(address, test);
            assertThat(text).startsWith(test ? "tgrad1" : "grad1").hasSize(test ? 44 : 43);
            assertThat(AddressText.parse(text, test).orElseThrow()).isEqualTo(address);
            assertThat(AddressText.parse(text.toUpperCase(java.util.Locale.ROOT), test)
                            .orElseThrow())
                    .isEqualTo(address);
            refused(text, !test, GenesisError.WRONG_NETWORK, test ? "grad1" : "tgrad1");
        }
    }

    /** BIP-350: up to four wrong characters are always caught. */
    @Test
    void noOneTwoOrThreeWrongCharactersPass() {
        String text = AddressText.of(Address.NOBODY, false);
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder wrong = new StringBuilder(text);
            for (int i = random.nextInt(3); i >= 0; i--) {
                wrong.setCharAt(5 + random.nextInt(text.length() - 5), ALPHABET.charAt(random.nextInt(32)));
            }
            if (!wrong.toString().equals(text)) {
                assertThat(AddressText.parse(wrong.toString(), false)).isInstanceOf(Attempt.Refused.class);
            }
        }
    }

    @Test
    void refusalsSayWhatIsWrong() {
        String text = AddressText.of(Address.NOBODY, true);
        refused(text.substring(0, 20) + "Q" + text.substring(21), true, GenesisError.BAD_ADDRESS, "mixed");
        refused(text.replace('q', 'b'), true, GenesisError.BAD_ADDRESS, "'b' at position 7 is never used");
        refused(text.substring(0, 43) + "l", true, GenesisError.BAD_ADDRESS, "checksum");
        refused("", true, GenesisError.BAD_ADDRESS, "no prefix");
        refused("x".repeat(500), true, GenesisError.BAD_ADDRESS, "longer than 90");
        String other = Bech32m.encode("bc", Bech32m.toFiveBits(new byte[Address.BYTES]));
        refused(other, true, GenesisError.BAD_ADDRESS, "prefix is not tgrad");
        for (int length : new int[] {0, 19, 21, 32}) {
            String wrong = Bech32m.encode("tgrad", Bech32m.toFiveBits(new byte[length]));
            refused(wrong, true, GenesisError.BAD_ADDRESS, "exactly 20 bytes");
        }
    }

    private static void refused(String text, boolean test, GenesisError code, String cause) {
        assertThat(AddressText.parse(text, test)).isInstanceOfSatisfying(Attempt.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().cause()).contains(cause);
        });
    }
}
