package io.gradchain.node.execution.staking;

import io.gradchain.genesis.fault.ErrorCode;
import java.util.Optional;

/** Why a transaction about stake was undone (EX-…); the codes stand in receipts and never change. */
public enum StakingFailure implements ErrorCode {
    NOT_OPERATOR(1101, "only the account of the validator's own key may do this", "send it from that account"),
    UNKNOWN_VALIDATOR(1102, "no validator has this key", "`stake show` lists the validators"),
    AMOUNT(1103, "this action takes no such amount", "bond and delegate more than nothing; unjail takes no amount"),
    NOT_SO_MUCH(1104, "less than this amount is staked", "`stake show` tells how much; the amount 0 takes all"),
    TOO_LITTLE(1105, "a validator's own stake would be below the least", "bond more, or unbond all with the amount 0"),
    NO_SHARE(1106, "the amount buys no share of the validator's pool", "delegate more"),
    VALIDATORS_FULL(1107, "there are 1,024 validators with own stake already", "delegate to one of them"),
    TOMBSTONED(1108, "the validator was proven guilty and is out for good", "what is left can still be taken out"),
    NOT_JAILED(1109, "the validator is not jailed", "there is nothing to do"),
    STILL_JAILED(1110, "the validator is jailed at least one whole epoch", "try again in the next epoch"),
    BEACON_KEY(1111, "only a bond may carry a beacon key, of 33 bytes", "leave it out"),
    PROVES_NOTHING(1112, "the evidence proves nothing against a validator", "send what the engine reported, unchanged"),
    TOO_OLD(1113, "the evidence is older than stake is kept for", "report within the unbonding time"),
    PUNISHED_BEFORE(1114, "the validator was punished before", "nothing is left to do");

    private final int code;
    private final String title;
    private final String hint;

    StakingFailure(int code, String title, String hint) {
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

    public static Optional<StakingFailure> ofCode(int code) {
        for (StakingFailure failure : values()) {
            if (failure.code == code) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
