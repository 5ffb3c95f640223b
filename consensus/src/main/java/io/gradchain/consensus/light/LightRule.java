package io.gradchain.consensus.light;

/** What a light client asks of what it is told (SPEC, L-1…). */
public enum LightRule {
    CHAIN("L-1", "a header is of this chain"),
    HEIGHT("L-2", "a header lies above the final one, or right above its parent where nothing is final"),
    EPOCH("L-3", "a header is of the epoch whose committee we know"),
    SEAL("L-4", "a header is sealed as its engine asks, by whom it may be"),
    FINALITY("L-5", "a header is proven final by its epoch's committee"),
    NO_END("L-6", "a committee is handed over by the last block of an epoch"),
    COMMITTEE("L-7", "the next committee is the one the last block commits to"),
    PARENT("L-8", "where nothing is final, the parent is known"),
    TIME("L-9", "a header's time is not before the earliest its parent allows");

    private final String code;
    private final String words;

    LightRule(String code, String words) {
        this.code = code;
        this.words = words;
    }

    public String code() {
        return code;
    }

    /** The rule as a sentence. */
    public String words() {
        return words;
    }
}
