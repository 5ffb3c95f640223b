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
            "run without a validator key, or on a chain whose spec says test"),
    BAD_SPEC("N-106", "the chain spec cannot be run", "look at the engine's name and the parameters' ranges"),
    NOT_IN_COMMITTEE(
            "N-107",
            "the validator key is not in the committee",
            "use a key of the chain spec, or run without one as an observer"),
    GUARD_LOST(
            "N-110",
            "the sign guard is damaged or lost",
            "run `gradchain repair` on the directory, or start without the validator key as an observer"),
    SIGN_REFUSED(
            "N-111",
            "the sign guard refused a signature that may contradict an earlier one",
            "keep a copy of the data directory, then run `gradchain repair` on it"),
    OWN_KEY_HEARD(
            "N-112",
            "another node signs with this node's validator key",
            "a key belongs to one running node: stop the other one. Where there is none, this directory is new or an old"
                    + " copy, and the key signed elsewhere before: vote with a new key"),
    DISK_FAILED("N-113", "the disk refused a write", "make room or mend the disk, then restart the node"),
    FAIL_POINT("N-114", "a fail-point is set on a chain that is no test", "start without -Dgradchain.failpoint");

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
