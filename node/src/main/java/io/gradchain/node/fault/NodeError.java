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
    FAIL_POINT("N-114", "a fail-point is set on a chain that is no test", "start without -Dgradchain.failpoint"),
    NO_SNAPSHOT(
            "N-120",
            "this chain cannot be joined by a snapshot",
            "leave --sync snapshot out: the node then executes every block"),
    SNAPSHOT_STOPPED(
            "N-121",
            "the snapshot was stopped before it was whole",
            "start the node again with --sync snapshot: it goes on where it was"),
    EXPORT_UNREADABLE(
            "N-122",
            "the file of a chain cannot be read or written",
            "export it again: a cut or damaged file is of no use, nothing of it was kept"),
    BLOCK_DOES_NOT_FIT(
            "N-123", "a block of the file is not the chain's", "do not trust the file; nothing of it was kept"),
    NOT_WHOLE(
            "N-124",
            "the node does not keep every block",
            "it began from a snapshot: export from one that executed all of them"),
    STATE_DAMAGED(
            "N-130",
            "a state that should be whole lacks a node",
            "nothing was pruned; stop the node and look: gradchain db check NODE"),
    STATE_NOT_KEPT(
            "N-131",
            "the state of this block is not kept",
            "ask for a newer block, or keep more: gradchain testnet up --keep-state N, or --archive"),
    ADDRESS_BOOK(
            "N-135",
            "the file of peers' addresses cannot be used",
            "nothing to do: the node begins an empty one and learns addresses again"),
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
