package io.gradchain.genesis.types;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;

/** Addresses as people see them (G-5): {@code grad1…}, on test networks {@code tgrad1…}, in bech32m of BIP-350. */
public final class AddressText {
    private static final String MAIN = "grad";
    private static final String TEST = "tgrad";

    private AddressText() {}

    /** @param test whether the chain is a test network, see {@code ChainSpec.test} */
    public static String of(Address address, boolean test) {
        return Bech32m.encode(prefix(test), Bech32m.toFiveBits(address.bytes()));
    }

    /** Refuses a wrong character, a wrong length and an address of the other kind of network, each with its reason. */
    public static Attempt<Address> parse(String text, boolean test) {
        return switch (Bech32m.decode(text)) {
            case Bech32m.Invalid invalid -> refuse(GenesisError.BAD_ADDRESS, text, invalid.reason());
            case Bech32m.Valid valid -> {
                if (valid.prefix().equals(prefix(!test))) {
                    String expected = "this chain's addresses start with " + prefix(test) + "1";
                    yield refuse(GenesisError.WRONG_NETWORK, text, expected);
                }
                if (!valid.prefix().equals(prefix(test))) {
                    yield refuse(GenesisError.BAD_ADDRESS, text, "the prefix is not " + prefix(test));
                }
                byte[] bytes = Bech32m.toBytes(valid.values(), Address.BYTES);
                yield bytes == null
                        ? refuse(GenesisError.BAD_ADDRESS, text, "it does not hold exactly 20 bytes")
                        : new Attempt.Done<>(Address.of(bytes));
            }
        };
    }

    private static String prefix(boolean test) {
        return test ? TEST : MAIN;
    }

    private static Attempt<Address> refuse(GenesisError code, String text, String cause) {
        String shown = text.length() <= Bech32m.MAX_LENGTH ? text : text.substring(0, Bech32m.MAX_LENGTH) + "…";
        return Attempt.refused(code, "'" + shown + "'", cause);
    }
}
