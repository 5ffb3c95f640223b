package io.gradchain.cli.demo;

import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.chain.Signer;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.DevKeys;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Starts the validators, runs the demo and judges it. */
public final class DemoRun {
    private static final SignatureScheme SCHEME = new Ed25519();

    private DemoRun() {}

    /**
     * Runs all of it; false where the validators or float64 disagree.
     *
     * @param engine name of the consensus engine
     * @param seed decides the rows held out
     * @param keep leave the validators running until Ctrl-C
     * @param nativeCache where ND4J's libraries are unpacked
     */
    public static boolean run(Screen screen, String engine, long seed, boolean keep, Path nativeCache) {
        DemoNet net = DemoNet.start(engine, Demo.VALIDATORS);
        try (net) {
            screen.heading(
                    "gradchain demo: %d validators, engine %s, seed %d".formatted(Demo.VALIDATORS, engine, seed));
            for (int i = 0; i < net.size(); i++) {
                screen.line("  %s  JSON-RPC %s".formatted(net.name(i), net.url(i)));
            }
            screen.line("  encrypted links, databases in " + net.folder());
            CompletableFuture<Reference> reference = CompletableFuture.supplyAsync(() -> Reference.load(nativeCache));
            Demo.Result result = new Demo(screen, net, sender(net, "alice"), sender(net, "bob"), reference, seed).run();
            screen.result(DemoJson.of(result, engine, seed));
            verdict(screen, result);
            if (keep) {
                stay(screen, net, result);
            }
            return result.ok();
        }
    }

    private static Sender sender(DemoNet net, String name) {
        return new Sender(net.client(0), Signer.of(name, DevKeys.of(SCHEME, name)), SCHEME);
    }

    private static void verdict(Screen screen, Demo.Result result) {
        screen.heading("Verdict after %.1f s".formatted(result.seconds()));
        line(screen, result.rootsAgree(), "all validators have one state root");
        line(screen, result.coefficientsAgree(), "no coefficient differs from float64 by more than 1e-6");
        line(screen, result.replaysAgree(), "training blocks, executed again, give the same roots");
        screen.next("gradchain testnet up", "gradchain demo --json", "gradchain --help");
    }

    private static void line(Screen screen, boolean good, String what) {
        screen.line("  " + (good ? screen.green("✔") : screen.red("✘")) + " " + what);
    }

    private static void stay(Screen screen, DemoNet net, Demo.Result result) {
        screen.line("  the validators keep running until Ctrl-C; in another terminal:");
        screen.line("  gradchain call " + result.models().getLast().address() + " coef_ --node " + net.url(0));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
