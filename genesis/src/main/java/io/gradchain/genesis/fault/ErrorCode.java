package io.gradchain.genesis.fault;

/**
 * A numbered way to fail that a user may see; each module lists its own in one enum with one prefix. Numbers start at 101:
 * those below belong to the rules of the module's SPEC.
 */
public interface ErrorCode {
    /** Prefix and number, such as {@code S-101}; never reused for another meaning. */
    String id();

    /** What went wrong, in a few words without the particulars. */
    String title();

    /** What the user can do about it, as a sentence. */
    String hint();
}
