package io.gradchain.consensus.simplex;

/** Whether the certificates at hand allow a block on some parent in some view (C-22). */
sealed interface Justification {
    record Justified() implements Justification {}

    /** Nothing is known of {@code view} yet: its certificate has to be fetched. */
    record Missing(long view) implements Justification {}

    /** No certificate to come can justify it. */
    record Refuted(String reason) implements Justification {}
}
