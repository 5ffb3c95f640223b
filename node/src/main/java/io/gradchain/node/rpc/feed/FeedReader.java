package io.gradchain.node.rpc.feed;

/** Whom events are for. Called on the feed's thread: never waits. */
public interface FeedReader {
    /** @param event JSON, shared with other readers */
    void deliver(Subscription subscription, byte[] event);
}
