package io.gradchain.consensus.engine;

/** The points at which every engine lets itself be measured. */
public enum TracePoint {
    VIEW_ENTERED,
    PROPOSED,
    RECEIVED,
    VOTED,
    NOTARIZED,
    NULLIFIED,
    FINAL
}
