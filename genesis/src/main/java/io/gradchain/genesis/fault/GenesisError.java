package io.gradchain.genesis.fault;

/** Every refusal of the genesis module; numbers are never reused. */
public enum GenesisError implements ErrorCode {
    BAD_ADDRESS(
            "G-101",
            "not an address",
            "an address is 'grad1' ('tgrad1' on test chains) and 38 more characters: copy it whole"),
    WRONG_NETWORK(
            "G-102",
            "address of another network",
            "grad1… belongs to main networks, tgrad1… to test networks: check which chain you mean"),
    BAD_AMOUNT("G-103", "not an amount", "write GRAD with a point and at most nine digits after it, such as 12.5"),
    SPEC_SYNTAX("G-104", "chain spec is not TOML", "compare the line with a bundled preset"),
    SPEC_FIELD("G-105", "chain spec field missing or wrong", "compare the field with a bundled preset"),
    SPEC_UNKNOWN_KEY(
            "G-106",
            "unknown chain spec field",
            "check the spelling: nodes that ignored a field would not agree on it"),
    SPEC_UNREADABLE(
            "G-107", "chain spec cannot be read", "check the path: a chain spec is a text file of at most 8 MiB"),
    UNKNOWN_PRESET("G-108", "unknown preset", "name one of the bundled presets, or the path of a chain spec file"),
    BAD_WORDS("G-109", "not the words of a key", "write all of them in their order, with spaces between"),
    BAD_PATH("G-110", "not a path to a key", "write every step with a quote behind it, such as m/44'/1'/0'/0'"),
    BAD_KEYSTORE(
            "G-111",
            "keystore damaged or of another kind",
            "it is JSON as EIP-2335 has it, version 4, of at most 16 KiB: restore it from a copy or from its words"),
    WRONG_PASSWORD("G-112", "the password does not open the keystore", "try again; without it only the words help");

    private final String id;
    private final String title;
    private final String hint;

    GenesisError(String id, String title, String hint) {
        this.id = id;
        this.title = title;
        this.hint = hint;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String hint() {
        return hint;
    }
}
