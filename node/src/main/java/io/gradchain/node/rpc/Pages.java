package io.gradchain.node.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What GET answers, by exact path: health, metrics, files of the explorer. Filled before the server starts. */
public final class Pages {
    private final TreeMap<String, Supplier<Page>> pages = new TreeMap<>();

    /** One answer; the body is not copied. */
    public record Page(int status, String contentType, byte[] body) {
        public static Page text(int status, String text) {
            return new Page(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param source called for each request, on a thread of the RPC server's pool */
    public Pages add(String path, Supplier<Page> source) {
        if (pages.putIfAbsent(path, source) != null) {
            throw new IllegalStateException("two pages at " + path);
        }
        return this;
    }

    Optional<Supplier<Page>> find(String path) {
        return Optional.ofNullable(pages.get(path));
    }
}
