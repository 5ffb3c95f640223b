package io.gradchain.node.rpc;

import io.gradchain.node.rpc.limit.Client;
import io.gradchain.node.rpc.limit.Clients;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Calls that wait for an event: they hold a place of a bounded number and no thread. Once it came they are answered on a
 * thread of their own, for the chain's thread has better to do; its queue is no longer than there are places.
 */
final class WaitingCalls {
    private final Clients clients;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), new DefaultThreadFactory("rpc-waiting", true));

    WaitingCalls(Clients clients) {
        this.clients = clients;
    }

    /**
     * @param run calls what makes the answer
     * @param show makes JSON of it
     */
    CompletableFuture<Optional<JsonNode>> answer(
            RpcResult.Later later,
            Client client,
            Function<Supplier<RpcResult>, RpcResult> run,
            Function<RpcResult, Optional<JsonNode>> show) {
        CompletableFuture<?> event = later.event();
        if (!clients.startWaiting(client)) {
            event.cancel(false);
            return CompletableFuture.completedFuture(
                    show.apply(RpcResult.failed(RpcErrorCode.TOO_MANY_WAITERS.plain())));
        }
        CompletableFuture<Optional<JsonNode>> answer =
                event.thenApplyAsync(come -> show.apply(run.apply(later.then())), thread);
        var _ = event.whenComplete((come, failure) -> clients.stopWaiting(client));
        return Together.linked(answer, List.of(event));
    }

    /** Nothing is answered afterwards. */
    void close() throws InterruptedException {
        thread.shutdownNow();
        var _ = thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}
