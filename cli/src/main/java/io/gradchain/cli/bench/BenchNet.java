package io.gradchain.cli.bench;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.Node;
import io.gradchain.node.Testnet;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.network.lab.LinkRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Fresh validators in this JVM, with sockets, keys and databases of their own in a temporary folder. */
final class BenchNet implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path folder;
    private final Testnet net;
    private final int dead;

    private BenchNet(Path folder, Testnet net, int dead) {
        this.folder = folder;
        this.net = net;
        this.dead = dead;
    }

    /** Returns when all are connected and a first transfer is final everywhere: an idle engine may make no block. */
    static BenchNet start(ChainSpec spec, int dead) {
        SignatureScheme scheme = new Ed25519();
        List<KeyPair> keys = spec.validators().stream()
                .map(validator -> DevKeys.of(scheme, validator.name()))
                .toList();
        try {
            Path folder = Files.createTempDirectory("gradchain-bench-");
            return switch (Testnet.start(folder, spec, keys)) {
                case Attempt.Done<Testnet>(Testnet net) -> {
                    BenchNet started = new BenchNet(folder, net, dead);
                    started.await(
                            "connected to all others",
                            node -> node.network().peers().size() == keys.size() - 1);
                    started.wake();
                    yield started;
                }
                case Attempt.Refused<Testnet>(var refusal) -> {
                    delete(folder);
                    throw Problem.of(refusal).failed();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The local chain of an engine, with funded accounts for the load. */
    static ChainSpec spec(String engine, int nodes) {
        ChainSpec local = Presets.local(engine, nodes);
        List<ChainSpec.Account> accounts = new ArrayList<>(local.accounts());
        List<KeyPair> keys = accounts(new Ed25519());
        for (int i = 0; i < keys.size(); i++) {
            accounts.add(new ChainSpec.Account("bench" + i, address(keys.get(i)), Amount.grad(1_000)));
        }
        return new ChainSpec(
                "bench-" + local.name(),
                local.chainId(),
                local.test(),
                local.genesisTimeMillis(),
                local.engine(),
                local.parameters(),
                local.validators(),
                accounts);
    }

    static List<KeyPair> accounts(SignatureScheme scheme) {
        return IntStream.range(0, Load.ACCOUNTS)
                .mapToObj(i -> DevKeys.of(scheme, "bench" + i))
                .toList();
    }

    static Address address(KeyPair key) {
        return Address.ofPolicy(new Policy.SingleKey(key.publicKey()));
    }

    private void wake() {
        SignatureScheme scheme = new Ed25519();
        KeyPair alice = DevKeys.of(scheme, DevKeys.PEOPLE.getFirst());
        ChainSpec spec = entry().config().spec();
        Payload payload = new Payload.Transfer(address(accounts(scheme).getFirst()), new Amount(1));
        SignedTransaction first = Load.sign(spec, scheme, alice, 0, payload);
        if (entry().submit(first) instanceof Admission.Refused(TxRule rule, String detail)) {
            close();
            throw CliError.TRANSACTION_FAILED.at(rule.id(), rule.title() + ": " + detail);
        }
        await("at a final block", node -> node.chain().finalizedHeader().height() > 0);
    }

    private void await(String what, Predicate<Node> ready) {
        long end = System.nanoTime() + START_NANOS;
        while (!net.up().stream().allMatch(ready)) {
            if (System.nanoTime() > end) {
                close();
                throw CliError.TIMEOUT.at(
                        "bench",
                        "not every validator was " + what + " within " + START_NANOS / 1_000_000_000 + " s",
                        "try fewer --nodes");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Delays every message of every node one way. */
    void delay(long millis) {
        net.up().forEach(node -> node.lab().changeAll(rule -> new LinkRule(millis, 0, 0)));
    }

    /** Kills the last nodes, as SIGKILL would. */
    void killDead() {
        for (int i = 0; i < dead; i++) {
            net.kill(net.size() - 1 - i);
        }
    }

    /** Takes the transfers. */
    Node entry() {
        return net.node(0);
    }

    /** Sees them come: another node than the one that takes them, where there is one. */
    Node observer() {
        return net.node(Math.min(1, net.size() - dead - 1));
    }

    /** From proposal to finality in µs of all blocks so far whose proposers outlive the run. */
    Histogram proposeToFinal() {
        Histogram all = Percentiles.histogram();
        for (int i = 0; i < net.size() - dead; i++) {
            all.add(net.node(i).runtime().metrics().allBlocks());
        }
        return all;
    }

    @Override
    public void close() {
        net.close();
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
