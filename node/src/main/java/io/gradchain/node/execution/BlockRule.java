package io.gradchain.node.execution;

import io.gradchain.genesis.fault.ErrorCode;

/** Why a block is invalid (B-…), in the order {@link StateTransition} asks. */
public enum BlockRule implements ErrorCode {
    CHAIN_ID("B-01", "the header names another chain"),
    PARENT("B-02", "the parent is another block"),
    HEIGHT("B-03", "the height is not the parent's plus one"),
    TIME("B-04", "the time is not above the parent's"),
    SIZE("B-05", "the encoded block is above 768 KiB"),
    PROPOSER("B-06", "the proposer is no validator"),
    BEACON("B-07", "this chain has no beacon: the mix is the parent's, the proof is empty"),
    TX_ROOT("B-08", "the transactions are not those of the header"),
    GAS_LIMIT("B-09", "the gas used is above the block gas limit"),
    TRANSACTION("B-10", "a transaction may not be in this block"),
    GAS_USED("B-11", "execution used other gas than the header says"),
    RECEIPT_ROOT("B-12", "execution gave other receipts than the header says"),
    STATE_ROOT("B-13", "execution gave another state than the header says"),
    NEXT_COMMITTEE("B-14", "the state elects another next committee than the header says");

    private final String id;
    private final String title;

    BlockRule(String id, String title) {
        this.id = id;
        this.title = title;
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
        return "the block's proposer runs other rules: compare versions and chain specs";
    }

    /** What the engine and the log are told. */
    public String with(String detail) {
        return id + " " + title + ": " + detail;
    }
}
