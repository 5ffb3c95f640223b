package io.gradchain.node.rpc.feed;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One wish of one reader.
 *
 * @param id unique as long as the node runs
 * @param topic such as {@code head}
 * @param channel the topic and what it is narrowed to
 * @param missed events that were lost since the last that was sent
 */
public record Subscription(String id, String topic, String channel, FeedReader reader, AtomicLong missed) {
    Subscription(String id, String topic, String channel, FeedReader reader) {
        this(id, topic, channel, reader, new AtomicLong());
    }
}
