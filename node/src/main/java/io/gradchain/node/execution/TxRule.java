package io.gradchain.node.execution;

import io.gradchain.genesis.fault.ErrorCode;

/** Why a transaction may not enter the mempool or a block (TX-…); the id shows in every refusal. */
public enum TxRule implements ErrorCode {
    WRONG_CHAIN("TX-01", "the transaction names another chain", "sign it for the chain id that `status` shows"),
    BAD_SIGNATURE("TX-02", "the signature does not fit the sender and the bytes", "sign again with the sender's key"),
    NONCE_TOO_LOW("TX-03", "this nonce of the sender was used before", "ask for the account's nonce and sign again"),
    NONCE_GAP("TX-04", "an earlier nonce of the sender is missing", "send the missing transaction first"),
    BALANCE(
            "TX-05",
            "the balance does not cover gas limit × price plus the value",
            "fund the account or lower the gas limit"),
    EXPIRED("TX-06", "the expiry height has passed", "sign again with a later expiry height"),
    GAS_LIMIT(
            "TX-07",
            "the gas limit is below the fixed cost or above what a block holds",
            "use the limit the hint of the simulation gives"),
    UNKNOWN_CONTRACT("TX-08", "there is no contract at this address", "check the address; was the deploy final?"),
    GAS_PRICE("TX-09", "the gas price is below the chain's minimum", "raise the gas price"),
    STAKING_CLOSED(
            "TX-10", "this chain has no stakes: whoever solves the puzzle proposes", "use a chain with validators"),
    TOO_LARGE("TX-11", "the envelope is longer than a transaction may be", "split it over several transactions"),
    MALFORMED("TX-12", "these bytes are not a transaction", "send the canonical encoding in hexadecimal"),
    POOL_FULL("TX-13", "the mempool is full of better paid transactions", "raise the gas price or wait"),
    ACCOUNT_FULL("TX-14", "the sender has 64 transactions waiting", "wait until some are final"),
    REPLACEMENT_PRICE("TX-15", "a replacement must pay at least 10 % more per gas", "raise the gas price"),
    KNOWN("TX-16", "this transaction is already waiting", "ask for its status by its hash"),
    BLOCK_FULL("TX-17", "the gas limit does not fit what is left of the block", "it fits a later block"),
    UNKNOWN_FUNCTION("TX-18", "the contract has no such function", "see `contract show` for its functions"),
    BAD_ARGUMENTS(
            "TX-19", "the arguments do not fit the function's parameters", "see `contract show` for shapes and caps"),
    NONCE_END("TX-20", "the sender's nonces are used up", "use another account");

    private final String id;
    private final String title;
    private final String hint;

    TxRule(String id, String title, String hint) {
        this.id = id;
        this.title = title;
        this.hint = hint;
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
        return hint;
    }
}
