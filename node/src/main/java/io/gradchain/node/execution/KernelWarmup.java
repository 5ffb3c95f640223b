package io.gradchain.node.execution;

import io.gradchain.mlvm.tensor.Warmup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the kernels compiled once a process: beside the first contract that runs, or when a node has run for a while. A node
 * that comes back needs its cores for catching up and voting first.
 */
public final class KernelWarmup implements VmWatch {
    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final VmWatch watch;

    /** @param watch hears of every run as well */
    public KernelWarmup(VmWatch watch) {
        this.watch = watch;
    }

    /** Without a contract it begins 10 s from now. */
    public void schedule() {
        if (!STARTED.get()) {
            LATER.execute(KernelWarmup::now);
        }
    }

    @Override
    public void begins() {
        if (!STARTED.get()) {
            now();
        }
        watch.begins();
    }

    @Override
    public void ended(long gas) {
        watch.ended(gas);
    }

    private static void now() {
        if (STARTED.compareAndSet(false, true)) {
            Thread.ofPlatform().name("kernel-warm-up").daemon().start(Warmup::run);
        }
    }
}
