package io.gradchain.node.api;

import io.gradchain.node.rpc.Pages;
import java.nio.charset.StandardCharsets;

/** {@code GET /metrics}: what Prometheus scrapes. */
public final class MetricsPage {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsPage() {}

    public static Pages.Page of(String text) {
        return new Pages.Page(200, TYPE, text.getBytes(StandardCharsets.UTF_8));
    }
}
