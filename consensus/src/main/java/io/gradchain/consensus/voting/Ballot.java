package io.gradchain.consensus.voting;

/** What a signature can say (C-10). */
public enum Ballot {
    PROPOSE(1),
    NOTARIZE(2),
    NULLIFY(3),
    FINALIZE(4),
    BUILD(5);

    private final int code;

    Ballot(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Null where no ballot has that code. */
    public static Ballot ofCode(int code) {
        return switch (code) {
            case 1 -> PROPOSE;
            case 2 -> NOTARIZE;
            case 3 -> NULLIFY;
            case 4 -> FINALIZE;
            case 5 -> BUILD;
            default -> null;
        };
    }
}
