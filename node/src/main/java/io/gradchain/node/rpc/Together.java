package io.gradchain.node.rpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Futures that end as one, and are cancelled as one. */
final class Together {
    private Together() {}

    /** The results in order, once all are there. */
    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
        return linked(
                CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                        .thenApply(done ->
                                parts.stream().map(CompletableFuture::join).toList()),
                parts);
    }

    /** {@code whole} itself, which when cancelled cancels its {@code parts}: the platform's futures do not. */
    static <T> CompletableFuture<T> linked(CompletableFuture<T> whole, List<? extends CompletableFuture<?>> parts) {
        var _ = whole.whenComplete((result, failure) -> {
            if (whole.isCancelled()) {
                parts.forEach(part -> part.cancel(false));
            }
        });
        return whole;
    }
}
