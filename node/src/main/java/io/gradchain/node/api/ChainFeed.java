package io.gradchain.node.api;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.Reorg;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcRefusal;
import io.gradchain.node.rpc.RpcResult;
import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.feed.FeedReader;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What happens on the chain, for whoever subscribed: {@code chain_subscribe}, {@code chain_unsubscribe}. */
public final class ChainFeed implements ChainListener {
    private static final String HEAD = "head";
    private static final String FINAL = "final";
    private static final String TRANSACTIONS = "transactions";
    private static final String REORG = "reorg";

    private final RpcMethods methods;
    private final NodeParts node;
    private final ChainText text;
    private final Feed feed;

    private ChainFeed(RpcMethods methods, NodeParts node, Feed feed) {
        this.methods = methods;
        this.node = node;
        this.text = new ChainText(node);
        this.feed = feed;
    }

    /** Adds the methods and topics; the chain is to be listened to. */
    public static ChainFeed register(RpcMethods methods, NodeParts node, Feed feed) {
        ChainFeed own = new ChainFeed(methods, node, feed);
        methods.registerTopic(HEAD, "Each new head, as chain_header tells it.", List.of());
        methods.registerTopic(FINAL, "Each block that became final, as chain_header tells it.", List.of());
        methods.registerTopic(
                TRANSACTIONS,
                "The transactions of blocks that became final, as tx_get tells them, at most 100 at once.",
                List.of("address"));
        methods.registerTopic(
                REORG, "The head left its branch, or blocks that were final are no more (reverted).", List.of());
        methods.register(
                "chain_subscribe",
                "Sends chain_event over this WebSocket from now on; rpc.discover lists the topics.",
                List.of(
                        Param.required("topic", "\"head\", \"final\", \"transactions\" or \"reorg\"", "Which events."),
                        Param.optional(
                                "address", "address", "Of transactions, those that it sent or that are for it.")),
                own::subscribe);
        methods.register(
                "chain_unsubscribe",
                "Ends a subscription of this WebSocket.",
                List.of(Param.required("subscription", "text", "What chain_subscribe answered.")),
                own::unsubscribe);
        return own;
    }

    private RpcResult subscribe(RpcParams params) {
        FeedReader reader = reader(params);
        String topic = params.text("topic");
        if (methods.topic(topic).isEmpty()) {
            throw RpcParams.bad("there is no such topic: rpc.discover lists them");
        }
        String channel = topic;
        if (params.find("address").isPresent()) {
            if (!topic.equals(TRANSACTIONS)) {
                throw RpcParams.bad("address narrows transactions only");
            }
            channel = channel(node.addresses().parse(params, "address"));
        }
        return feed.subscribe(reader, topic, channel)
                .map(made -> RpcResult.ok(Json.object().put("subscription", made.id())))
                .orElseGet(() -> RpcResult.failed(RpcErrorCode.TOO_MANY_SUBSCRIPTIONS.plain()));
    }

    private RpcResult unsubscribe(RpcParams params) {
        boolean ended = feed.unsubscribe(reader(params), params.text("subscription"));
        return RpcResult.ok(Json.object().put("ended", ended));
    }

    private static FeedReader reader(RpcParams params) {
        return params.reader().orElseThrow(() -> new RpcRefusal(RpcErrorCode.NEEDS_SOCKET.plain()));
    }

    private static String channel(Address address) {
        return TRANSACTIONS + ":" + address.hex();
    }

    @Override
    public void headChanged(CheckedBlock head) {
        feed.publish(HEAD, () -> Json.write(text.header(head)));
    }

    @Override
    public void reorganised(Reorg reorg) {
        feed.publish(REORG, () -> {
            ObjectNode json = Json.object().put("depth", Long.toString(reorg.depth()));
            json.set("before", place(reorg.before()));
            json.set("after", place(reorg.after()));
            return Json.write(json);
        });
    }

    @Override
    public void reverted(List<CheckedBlock> blocks) {
        feed.publish(REORG, () -> {
            ObjectNode json = Json.object().put("reverted", blocks.size());
            json.set("newest", place(blocks.getFirst()));
            json.set("oldest", place(blocks.getLast()));
            return Json.write(json);
        });
    }

    private static ObjectNode place(CheckedBlock block) {
        return Json.object()
                .put("height", Long.toString(block.height()))
                .put("hash", block.block().hash().hex());
    }

    @Override
    public void finalized(List<CheckedBlock> blocks) {
        for (CheckedBlock block : blocks) {
            feed.publish(FINAL, () -> Json.write(text.header(block)));
            Set<String> wanted = feed.channels(TRANSACTIONS);
            if (!wanted.isEmpty() && !block.block().transactions().isEmpty()) {
                feed.later(wanted, () -> tell(wanted, block));
            }
        }
    }

    private void tell(Set<String> wanted, CheckedBlock block) {
        SortedMap<String, TransactionEvents> events = new TreeMap<>();
        List<SignedTransaction> transactions = block.block().transactions();
        for (int i = 0; i < transactions.size(); i++) {
            List<String> channels =
                    channels(transactions.get(i)).filter(wanted::contains).distinct().toList();
            if (!channels.isEmpty()) {
                byte[] one = TransactionEvents.one(text.included(block, i, true));
                channels.forEach(channel -> events.computeIfAbsent(
                                channel, c -> new TransactionEvents(block, event -> feed.deliver(c, event)))
                        .add(one));
            }
        }
        events.values().forEach(TransactionEvents::end);
    }

    private static Stream<String> channels(SignedTransaction signed) {
        Address sender = signed.transaction().sender();
        Stream<Address> to =
                switch (signed.transaction().payload()) {
                    case Payload.Transfer transfer -> Stream.of(transfer.to());
                    case Payload.Call call -> Stream.of(call.contract());
                    case Payload.Deploy deploy ->
                        Stream.of(Address.ofContract(sender, signed.transaction().nonce()));
                    case Payload.Stake stake -> Stream.of();
                    case Payload.Evidence evidence -> Stream.of();
                };
        return Stream.concat(Stream.of(TRANSACTIONS), Stream.concat(Stream.of(sender), to).map(ChainFeed::channel));
    }
}
