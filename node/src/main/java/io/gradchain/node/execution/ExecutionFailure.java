package io.gradchain.node.execution;

import io.gradchain.genesis.fault.ErrorCode;
import java.util.Optional;

/**
 * Why an included transaction was undone, where the VM is not the one to say (EX-…). The codes stand in receipts above
 * every VM trap code, and never change.
 */
public enum ExecutionFailure implements ErrorCode {
    UNKNOWN_CONTRACT(1001, "there is no contract at this address", "was the deploy final before the call?"),
    INVALID_PROGRAM(1002, "the code is not a valid program", "compile it with this version's compiler"),
    OUT_OF_GAS(1003, "the gas limit does not cover a new account", "raise the gas limit by 40,000"),
    ADDRESS_TAKEN(
            1004, "there is a contract at the new contract's address", "send the deploy again with the next nonce"),
    CODE_UNPAID(1005, "the gas limit does not cover loading the contract's code", "raise the gas limit");

    private final int code;
    private final String title;
    private final String hint;

    ExecutionFailure(int code, String title, String hint) {
        this.code = code;
        this.title = title;
        this.hint = hint;
    }

    public int code() {
        return code;
    }

    @Override
    public String id() {
        return "EX-" + code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String hint() {
        return hint;
    }

    public static Optional<ExecutionFailure> ofCode(int code) {
        for (ExecutionFailure failure : values()) {
            if (failure.code == code) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
