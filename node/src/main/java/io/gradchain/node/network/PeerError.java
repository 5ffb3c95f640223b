package io.gradchain.node.network;

import java.util.Arrays;
import java.util.Optional;

/** Why a peer, a connection or a message was refused: the code is shown in logs and explained by the command line. */
public enum PeerError {
    LISTEN_FAILED(
            "P-01", "cannot listen on the address", "another process may hold the port: choose another or stop it"),
    WRONG_CHAIN("P-02", "the peer is on another chain", "compare the chain spec hashes of the two nodes"),
    BAD_HANDSHAKE(
            "P-03", "the handshake does not authenticate", "the peer speaks another protocol or bytes were changed"),
    HANDSHAKE_TIMEOUT("P-04", "the handshake did not finish in time", "is it a gradchain node that listens there?"),
    UNEXPECTED_KEY(
            "P-05", "the peer has another key than configured", "correct the key before the @ of the peer address"),
    SELF("P-06", "the peer is this node itself", "remove this node's own address from its peers"),
    TOO_MANY_PEERS("P-07", "all connection slots are taken", "raise the limit or connect to another node"),
    DUPLICATE("P-08", "another connection to the same peer is kept", "nothing to do: both sides keep the same one"),
    BANNED("P-09", "the peer is banned for a while", "look for the earlier log line that says for what"),
    BAD_RECORD(
            "P-10", "a record does not authenticate or decode", "bytes were changed on the way or the peer is faulty"),
    TOO_LARGE("P-11", "a message is above the limit of its kind", "the peer runs other limits or attacks"),
    SLOW_PEER("P-12", "the peer reads too slowly and its queue is full", "the peer or its link is overloaded"),
    SILENT_PEER("P-13", "nothing was heard from the peer for too long", "the peer or its link is down"),
    MISBEHAVED("P-14", "the peer broke a rule of the protocol", "the reason is in the same log line"),
    CLOSED_BY_PEER("P-15", "the peer closed the connection", "see the peer's log"),
    SHUTDOWN("P-16", "this node shuts down", "nothing to do"),
    UNREACHABLE("P-17", "the address does not answer", "is the node started and the address right?"),
    NOT_CONNECTED("P-18", "no connection to this peer", "it is redialled with growing pauses of at most 5 s"),
    TIMEOUT("P-19", "the answer did not arrive in time", "ask another peer"),
    BUSY("P-20", "too many requests are open", "ask again later or ask another peer"),
    DECLINED("P-21", "the peer does not have what was asked", "ask another peer"),
    GROUP_FULL(
            "P-22",
            "too many peers of one part of the internet",
            "at most 8 of a /16 network are taken: connect to nodes elsewhere"),
    HANDSHAKES_FULL("P-23", "too many handshakes at one time", "dial again: this passes, or the node is under attack"),
    UNASKED("P-24", "an answer that nobody asked for", "the peer is faulty or attacks"),
    MEMORY_FULL(
            "P-25",
            "what all peers hold in memory together is at its limit",
            "other peers read or write too slowly; this one is redialled"),
    FLOOD("P-26", "more of one kind of message than an honest peer sends", "the peer is faulty or attacks"),
    RECONNECTS("P-27", "the peer connects again and again", "the peer is faulty, or its key is used twice");

    private final String code;
    private final String summary;
    private final String hint;

    PeerError(String code, String summary, String hint) {
        this.code = code;
        this.summary = summary;
        this.hint = hint;
    }

    /** The number in the code: what travels when a connection is refused or closed. */
    int number() {
        return Integer.parseInt(code.substring(2));
    }

    static Optional<PeerError> of(int number) {
        return Arrays.stream(values()).filter(error -> error.number() == number).findFirst();
    }

    public String code() {
        return code;
    }

    public String summary() {
        return summary;
    }

    public String hint() {
        return hint;
    }
}
