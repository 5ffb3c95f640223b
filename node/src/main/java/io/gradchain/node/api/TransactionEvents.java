package io.gradchain.node.api;

import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The transactions of one block for one channel, in as many events as it takes to keep each small. */
final class TransactionEvents {
    /** Transactions of one event. */
    private static final int MAX = 100;

    /** An event has one transaction more than fits in so many bytes. */
    private static final int FULL = 256 << 10;

    private final byte[] head;
    private final Consumer<byte[]> deliver;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int count;

    TransactionEvents(CheckedBlock block, Consumer<byte[]> deliver) {
        this.head = ascii("{\"height\":\"" + block.height() + "\",\"hash\":\""
                + block.block().hash().hex() + "\",\"transactions\":[");
        this.deliver = deliver;
    }

    /** One transaction as bytes; of one that is too large for an event only where it is, for tx_get. */
    static byte[] one(ObjectNode included) {
        return Json.write(included, FULL).orElseGet(() -> {
            included.remove(List.of("transaction", "receipt"));
            return Json.write(included.put("tooLarge", true));
        });
    }

    void add(byte[] transaction) {
        bytes.writeBytes(count == 0 ? head : ascii(","));
        bytes.writeBytes(transaction);
        count++;
        if (count == MAX || bytes.size() >= FULL) {
            end();
        }
    }

    /** Nothing more comes. */
    void end() {
        if (count > 0) {
            bytes.writeBytes(ascii("]}"));
            deliver.accept(bytes.toByteArray());
            bytes.reset();
            count = 0;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
