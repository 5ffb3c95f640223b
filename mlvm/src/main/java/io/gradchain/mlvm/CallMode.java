package io.gradchain.mlvm;

/** Why a function is entered; it decides which kinds of function may be (M-51). */
public enum CallMode {
    /** The contract is being created: only {@code init}. */
    DEPLOY,
    /** A transaction calls: external functions and views. */
    TRANSACTION,
    /** Somebody asks, nothing may change: views. */
    VIEW
}
