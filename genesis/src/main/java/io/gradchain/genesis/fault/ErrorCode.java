package io.gradchain.genesis.fault;

/** A numbered way to fail that a user may see; each module lists its own in one enum with one prefix. */
public interface ErrorCode {
    /** Prefix and number, such as {@code S-01}; never reused for another meaning. */
    String id();

    /** What went wrong, in a few words without the particulars. */
    String title();

    /** What the user can do about it, as a sentence. */
    String hint();
}
