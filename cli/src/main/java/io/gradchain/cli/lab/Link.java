package io.gradchain.cli.lab;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One direction of one link as its sender tells it.
 *
 * @param to name of the receiver, or the start of its key where it is no node of the testnet
 * @param passed messages since the first rule
 */
public record Link(
        String from,
        String to,
        long delayMillis,
        long jitterMillis,
        int lossPermille,
        int duplicatePermille,
        int reorderPermille,
        boolean cut,
        long passed,
        long dropped) {

    public static Link of(String from, String to, JsonNode told) {
        return new Link(
                from,
                to,
                Long.parseLong(told.path("delayMillis").asString()),
                Long.parseLong(told.path("jitterMillis").asString()),
                told.path("lossPermille").asInt(),
                told.path("duplicatePermille").asInt(),
                told.path("reorderPermille").asInt(),
                told.path("cut").asBoolean(),
                Long.parseLong(told.path("passed").asString()),
                Long.parseLong(told.path("dropped").asString()));
    }

    /** {@code clear}, {@code cut}, {@code 50ms}, {@code 50±5ms}, {@code 50ms 10%}, {@code 1% twice}, {@code 5% late}. */
    public String text() {
        if (cut) {
            return "cut";
        }
        List<String> words = new ArrayList<>();
        if (delayMillis > 0) {
            words.add(delayMillis + (jitterMillis > 0 ? "±" + jitterMillis : "") + "ms");
        }
        if (lossPermille > 0) {
            words.add(percent(lossPermille));
        }
        if (duplicatePermille > 0) {
            words.add(percent(duplicatePermille) + " twice");
        }
        if (reorderPermille > 0) {
            words.add(percent(reorderPermille) + " late");
        }
        return words.isEmpty() ? "clear" : String.join(" ", words);
    }

    private static String percent(int permille) {
        return BigDecimal.valueOf(permille, 1).stripTrailingZeros().toPlainString() + "%";
    }

    public void write(ObjectNode out) {
        out.put("from", from)
                .put("to", to)
                .put("delayMillis", delayMillis)
                .put("jitterMillis", jitterMillis)
                .put("lossPermille", lossPermille)
                .put("duplicatePermille", duplicatePermille)
                .put("reorderPermille", reorderPermille)
                .put("cut", cut)
                .put("passed", passed)
                .put("dropped", dropped);
    }
}
