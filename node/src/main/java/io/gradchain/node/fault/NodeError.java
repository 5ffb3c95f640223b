package io.gradchain.node.fault;

import io.gradchain.genesis.fault.ErrorCode;

/** Why a node does not start or stopped voting; numbers are never reused. */
public enum NodeError implements ErrorCode {
    HALTED("N-101", "the node stopped voting", "compare its state with the other nodes, keep its log, then restart it"),
    KEY_FILE("N-102", "a key file cannot be used", "it holds one line: gradchain-key-1 and 64 hexadecimal digits"),
    PEER_PORT("N-103", "the port for peers cannot be opened", "choose another port, or stop the process that holds it"),
    RPC_PORT("N-104", "the port for RPC cannot be opened", "choose another port, or stop the process that holds it"),
    PLAIN_KEY(
            "N-105",
            "this chain is no test chain, and the validator key lies unencrypted on disk",
            "put an encrypted validator.json there: gradchain keys export NAME --keystore DIR/validator.json"),
    BAD_SPEC("N-106", "the chain spec cannot be run", "look at the engine's name and the parameters' ranges"),
    NOT_IN_COMMITTEE(
            "N-107",
            "the validator key is not in the committee",
            "use a key of the chain spec, or run without one as an observer"),
    OPEN_TO_OTHERS("N-145", "a file with a secret is open to others", "take their rights away: chmod 600 FILE"),
    SECRET_FILE("N-146", "a file with a secret cannot be used", "check the path and that it is yours"),
    NO_PASSWORD("N-147", "the password is missing", "name a file of mode 600 that holds it: --password-file FILE"),
    PASSWORD_FILE("N-148", "not a password file", "it holds the password in its first line, as UTF-8"),
    TWO_KEYS(
            "N-149",
            "two validator keys in one directory",
            "keep validator.json, the encrypted one, or validator.key; never vote with one key in two places");

    private final String id;
    private final String title;
    private final String hint;

    NodeError(String id, String title, String hint) {
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
