package io.gradchain.node.rpc;

import io.gradchain.node.rpc.limit.CallLimits;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs requests on a few threads, with a time for each. Whoever is out of time is told so; the thread itself comes back
 * when the method ends, which gas and pages bound, since nothing may be interrupted in the middle of a database.
 */
final class CallRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

    /** Time of the thread, not of the clock: a call does not pay for what else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final CallLimits limits;
    private final RpcDispatcher dispatcher;
    private final WaitingCalls waiting;
    private final ScheduledExecutorService timers;
    private final ThreadPoolExecutor pool;

    CallRunner(CallLimits limits, RpcMethods methods, WaitingCalls waiting, ScheduledExecutorService timers) {
        this.limits = limits;
        this.dispatcher = new RpcDispatcher(methods, waiting);
        this.waiting = waiting;
        this.timers = timers;
        this.pool = new ThreadPoolExecutor(
                limits.threads(),
                limits.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.queued()),
                new DefaultThreadFactory("rpc", true));
    }

    /** Answers a JSON-RPC body. Completes on any thread; cancel it when nobody waits for it any more. */
    CompletableFuture<Reply> call(byte[] body, RpcCaller caller) {
        Ticket ticket = new Ticket(limits.time());
        return start(ticket, caller, () -> {
            CompletableFuture<Optional<JsonNode>> answer = dispatcher.answer(body, caller, ticket);
            return Together.linked(answer.thenApply(this::written), List.of(answer));
        });
    }

    /** Answers what {@code page} makes. */
    CompletableFuture<Reply> page(Supplier<Pages.Page> page, RpcCaller caller) {
        return start(
                new Ticket(limits.time()), caller, () -> CompletableFuture.completedFuture(Reply.page(page.get())));
    }

    private CompletableFuture<Reply> start(
            Ticket ticket, RpcCaller caller, Supplier<CompletableFuture<Reply>> work) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        ScheduledFuture<?> end = timers.schedule(
                () -> reply.complete(outOfTime(ticket)), limits.time().toNanos(), TimeUnit.NANOSECONDS);
        try {
            pool.execute(() -> {
                long from = CPU.getCurrentThreadCpuTime();
                if (!reply.isDone()) {
                    run(work, reply, end);
                }
                var _ = caller.client().spend((CPU.getCurrentThreadCpuTime() - from) / 1_000_000, System.nanoTime());
            });
        } catch (RejectedExecutionException full) {
            end.cancel(false);
            reply.complete(Reply.refusal(503, RpcErrorCode.OVERLOADED.plain()));
        }
        return reply;
    }

    private static void run(
            Supplier<CompletableFuture<Reply>> work, CompletableFuture<Reply> reply, ScheduledFuture<?> end) {
        CompletableFuture<Reply> answer;
        try {
            answer = work.get();
        } catch (RuntimeException bug) {
            answer = CompletableFuture.failedFuture(bug);
        } finally {
            end.cancel(false);
        }
        var _ = answer.whenComplete((done, failure) -> {
            if (failure == null) {
                reply.complete(done);
            } else if (failure.getCause() instanceof RejectedExecutionException) {
                reply.complete(Reply.refusal(503, RpcErrorCode.UNAVAILABLE.with("the node stops")));
            } else if (!reply.isDone()) {
                LOG.error("event=rpc-answer-failed", failure);
                reply.complete(Reply.refusal(500, RpcErrorCode.INTERNAL.plain()));
            }
        });
        var _ = Together.linked(reply, List.of(answer));
    }

    private Reply outOfTime(Ticket ticket) {
        return Reply.refusal(200, RpcErrorCode.CALL_TIME.with(limits.time().toMillis() + " ms"), ticket.id());
    }

    private Reply written(Optional<JsonNode> answer) {
        if (answer.isEmpty()) {
            return Reply.NOTHING;
        }
        Optional<JsonNode> id = Optional.ofNullable(answer.get().get("id"));
        return Json.write(answer.get(), limits.answerBytes())
                .map(Reply::ok)
                .orElseGet(() -> Reply.refusal(
                        200, RpcErrorCode.ANSWER_TOO_LARGE.with("above " + limits.answerBytes() + " bytes"), id));
    }

    /** Waits up to 5 s for the calls that run: afterwards no method touches the node. */
    void close() {
        pool.shutdown();
        pool.getQueue().clear();
        try {
            waiting.close();
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("event=rpc-close-timeout running={}", pool.getActiveCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
