package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.FeedReader;
import io.gradchain.node.rpc.limit.Client;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param client the account of its address
 * @param trusted it showed the node's token
 * @param reader where it may be sent events
 */
record RpcCaller(Client client, boolean trusted, Optional<FeedReader> reader) {}
