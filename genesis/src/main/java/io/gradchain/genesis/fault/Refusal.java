package io.gradchain.genesis.fault;

/**
 * Why something was not done, in words for the user: never a bug, so never a stack trace.
 *
 * @param place file, line, byte offset or field it was found at; empty where there is none
 * @param cause the particulars of this one case
 */
public record Refusal(ErrorCode code, String place, String cause) {
    /** One line: {@code S-101 title: place: cause. Hint: …}. */
    public String message() {
        String where = place.isEmpty() ? "" : place + ": ";
        return code.id() + " " + code.title() + ": " + where + cause + ". Hint: " + code.hint();
    }

    @Override
    public String toString() {
        return message();
    }
}
