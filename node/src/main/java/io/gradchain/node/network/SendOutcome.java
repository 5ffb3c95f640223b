package io.gradchain.node.network;

/** What became of a message handed to the network. */
public enum SendOutcome {
    QUEUED,
    NOT_CONNECTED,
    /** The peer reads too slowly: this message was dropped. A full queue of consensus messages closes the peer instead. */
    QUEUE_FULL,
    /** Above the limit of its kind; nothing was sent. */
    TOO_LARGE
}
