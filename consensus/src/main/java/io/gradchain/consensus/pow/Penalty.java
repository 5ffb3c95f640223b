package io.gradchain.consensus.pow;

/** Why a peer is penalised (C-120): only for what no honest peer sends. */
enum Penalty {
    MALFORMED("C-121", "a message that does not decode"),
    BAD_SEAL("C-122", "a header whose target, work, time or hash breaks the rules"),
    BROKEN_CHAIN("C-123", "headers that do not follow one another"),
    INVALID_BLOCK("C-124", "a block that is invalid, or one above it");

    private final String code;
    private final String words;

    Penalty(String code, String words) {
        this.code = code;
        this.words = words;
    }

    String reason() {
        return code + " " + words;
    }
}
