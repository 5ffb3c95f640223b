package io.gradchain.cli.diagnose;

/**
 * One thing that was found.
 *
 * @param what in words, with the figures
 * @param advice what to do; empty where nothing is to be done
 */
public record Finding(Weight weight, String what, String advice) {
    /** How bad it is; the worst first. */
    public enum Weight {
        /** Holds the chain up, or may split it. */
        BLOCKS,
        /** The chain bears it for now. */
        HARMS,
        /** Good to know. */
        NOTE
    }

    static Finding blocks(String what, String advice) {
        return new Finding(Weight.BLOCKS, what, advice);
    }

    static Finding harms(String what, String advice) {
        return new Finding(Weight.HARMS, what, advice);
    }

    static Finding note(String what) {
        return new Finding(Weight.NOTE, what, "");
    }
}
