package io.gradchain.node.mempool;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.Authorization;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.TxRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The bounded pool: 5,000 transactions, 64 MiB, 64 of one sender. Safe for any number of threads. */
public final class Mempool {
    public static final int MAX_TRANSACTIONS = 5_000;
    public static final long MAX_BYTES = 64L << 20;
    public static final int MAX_PER_SENDER = 64;

    private final Admittance admittance;
    private final Map<Hash, Waiting> byHash = new HashMap<>();
    private final Map<Address, SenderQueue> senders = new HashMap<>();
    private final NavigableSet<Waiting> best = new TreeSet<>(Waiting.BEST_FIRST);
    private final Map<Address, Long> executable = new HashMap<>();
    private final NavigableMap<Long, Set<Waiting>> byExpiry = new TreeMap<>();
    private final Map<TxRule, Long> refusals = new EnumMap<>(TxRule.class);
    private HeadView head;
    private long bytes;
    private long executableGas;
    private long arrivals;

    public Mempool(ProtocolRules rules, Authorization authorization, HeadView head) {
        this.admittance = new Admittance(rules, authorization);
        this.head = head;
    }

    /**
     * Takes a transaction in or says by which rule not.
     *
     * @param gapAllowed true for those from other nodes, which may overtake one another; a user is told of a gap
     */
    public Admission submit(SignedTransaction tx, boolean gapAllowed) {
        HeadView seen = head();
        // Whatever would be refused for another reason is refused before its signature costs anything.
        Optional<Admission.Refused> refusal =
                admittance.refusal(tx, seen).or(() -> refusal(tx, gapAllowed)).or(() -> admittance.forged(tx));
        synchronized (this) {
            Admission admission = refusal.isPresent() ? refusal.get() : insert(tx, gapAllowed);
            if (admission instanceof Admission.Refused(TxRule rule, String detail)) {
                refusals.merge(rule, 1L, Long::sum);
            }
            return admission;
        }
    }

    private synchronized Optional<Admission.Refused> refusal(SignedTransaction tx, boolean gapAllowed) {
        Transaction body = tx.transaction();
        if (byHash.containsKey(tx.hash())) {
            return refused(TxRule.KNOWN, tx.hash().shortHex());
        }
        SenderQueue queue = queue(body.sender());
        if (body.nonce() < queue.atHead.nonce()) {
            return refused(TxRule.NONCE_TOO_LOW, body.nonce() + " is below " + queue.atHead.nonce());
        }
        long next = queue.nextNonce();
        if (body.nonce() > next && (!gapAllowed || body.nonce() >= queue.atHead.nonce() + MAX_PER_SENDER)) {
            return refused(TxRule.NONCE_GAP, "the next nonce is " + next + ", got " + body.nonce());
        }
        Waiting replaced = queue.byNonce.get(body.nonce());
        if (replaced != null && !outbids(body.gasPrice(), replaced.price())) {
            return refused(TxRule.REPLACEMENT_PRICE, body.gasPrice() + " against " + replaced.price());
        }
        if (replaced == null && queue.byNonce.size() >= MAX_PER_SENDER) {
            return refused(TxRule.ACCOUNT_FULL, queue.byNonce.size() + " are waiting");
        }
        BigInteger need = queue.costBelow(body.nonce()).add(Waiting.cost(body));
        if (need.compareTo(BigInteger.valueOf(queue.atHead.balance().units())) > 0) {
            return refused(
                    TxRule.BALANCE,
                    "needs " + need + " units with what waits before it, has "
                            + queue.atHead.balance().units());
        }
        return replaced == null && isFullFor(tx) && !outranks(tx, best.last()) ? poolFull() : Optional.empty();
    }

    private Admission insert(SignedTransaction tx, boolean gapAllowed) {
        // The pool may have changed while the signature was verified.
        Optional<Admission.Refused> refusal = refusal(tx, gapAllowed);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Transaction body = tx.transaction();
        SenderQueue queue = queue(body.sender());
        Waiting waiting = new Waiting(tx, arrivals++);
        Waiting replaced = queue.byNonce.get(body.nonce());
        if (replaced != null) {
            remove(replaced);
        }
        if (!makeRoom(tx)) {
            return poolFull().orElseThrow();
        }
        senders.put(body.sender(), queue);
        queue.byNonce.put(body.nonce(), waiting);
        byHash.put(tx.hash(), waiting);
        best.add(waiting);
        byExpiry.computeIfAbsent(body.expiryHeight(), height -> new TreeSet<>(Waiting.BEST_FIRST))
                .add(waiting);
        bytes += tx.size();
        refresh(body.sender(), queue);
        return new Admission.Accepted(tx.hash());
    }

    private static boolean outbids(long price, long old) {
        return BigInteger.valueOf(price)
                                .multiply(BigInteger.TEN)
                                .compareTo(BigInteger.valueOf(old).multiply(BigInteger.valueOf(11)))
                        >= 0
                && price > old;
    }

    private SenderQueue queue(Address sender) {
        SenderQueue queue = senders.get(sender);
        return queue == null ? new SenderQueue(head.account(sender)) : queue;
    }

    /** Drops the last nonce of the worst payers until {@code coming} fits; false when it would be the worst itself. */
    private boolean makeRoom(SignedTransaction coming) {
        while (isFullFor(coming)) {
            Waiting worst = best.last();
            if (!outranks(coming, worst)) {
                return false;
            }
            remove(senders.get(worst.body().sender()).byNonce.lastEntry().getValue());
        }
        return true;
    }

    private boolean isFullFor(SignedTransaction coming) {
        return byHash.size() >= MAX_TRANSACTIONS || bytes + coming.size() > MAX_BYTES;
    }

    private static boolean outranks(SignedTransaction coming, Waiting worst) {
        return coming.transaction().gasPrice() > worst.price()
                && !coming.transaction().sender().equals(worst.body().sender());
    }

    private Optional<Admission.Refused> poolFull() {
        return refused(TxRule.POOL_FULL, byHash.size() + " transactions, " + bytes + " bytes");
    }

    private void remove(Waiting waiting) {
        Address sender = waiting.body().sender();
        SenderQueue queue = senders.get(sender);
        queue.byNonce.remove(waiting.body().nonce());
        byHash.remove(waiting.tx().hash());
        best.remove(waiting);
        byExpiry.computeIfPresent(waiting.body().expiryHeight(), (height, all) -> {
            all.remove(waiting);
            return all.isEmpty() ? null : all;
        });
        bytes -= waiting.tx().size();
        refresh(sender, queue);
    }

    private void refresh(Address sender, SenderQueue queue) {
        if (queue.byNonce.isEmpty()) {
            senders.remove(sender);
        }
        long gas = queue.executableGas(head.height() + 1);
        Long before = gas == 0 ? executable.remove(sender) : executable.put(sender, gas);
        executableGas += gas - (before == null ? 0 : before);
    }

    /** A new head: {@code changed} are the blocks between the old and the new one, or empty when the head jumped. */
    public synchronized void headChanged(HeadView newHead, Optional<Block> changed) {
        head = newHead;
        Collection<Address> touched = changed.isEmpty() ? List.copyOf(senders.keySet()) : sendersOf(changed.get());
        List<Address> expiring = expiredAt(newHead.height()).stream()
                .map(waiting -> waiting.body().sender())
                .toList();
        for (Address sender : Stream.concat(touched.stream(), expiring.stream()).toList()) {
            SenderQueue queue = senders.get(sender);
            if (queue != null) {
                queue.atHead = newHead.account(sender);
                refresh(sender, queue);
            }
        }
    }

    /** {@code block} is final, {@code state} is what it left: what can never be included any more goes. */
    public synchronized void finalized(Block block, HeadView state) {
        for (Address sender : sendersOf(block)) {
            SenderQueue queue = senders.get(sender);
            if (queue != null) {
                Account account = state.account(sender);
                List.copyOf(queue.byNonce.headMap(account.nonce()).values()).forEach(this::remove);
            }
        }
        expiredAt(block.height()).forEach(this::remove);
    }

    /** Those that no block above {@code height} may hold. */
    private List<Waiting> expiredAt(long height) {
        return byExpiry.headMap(height, true).values().stream()
                .flatMap(Set::stream)
                .toList();
    }

    private static Set<Address> sendersOf(Block block) {
        Set<Address> addresses = new TreeSet<>();
        block.transactions().forEach(tx -> addresses.add(tx.transaction().sender()));
        return addresses;
    }

    /** Candidates for a block on {@code parent}: a copy, so the pool may change meanwhile. */
    public Selection select(HeadView parent) {
        List<List<Waiting>> runs = new ArrayList<>();
        List<Map.Entry<Address, List<Waiting>>> copies = new ArrayList<>();
        synchronized (this) {
            senders.forEach((sender, queue) -> copies.add(Map.entry(sender, List.copyOf(queue.byNonce.values()))));
        }
        for (Map.Entry<Address, List<Waiting>> copy : copies) {
            long nonce = parent.account(copy.getKey()).nonce();
            List<Waiting> run = new ArrayList<>();
            for (Waiting waiting : copy.getValue()) {
                if (waiting.body().nonce() == nonce && waiting.body().expiryHeight() > parent.height()) {
                    run.add(waiting);
                    nonce++;
                }
            }
            runs.add(run);
        }
        return new Selection(runs);
    }

    /** Gas limits of all transactions that could be executed on the head, one after the other. */
    public synchronized long executableGas() {
        return executableGas;
    }

    /** All of them, the best paid first. */
    public synchronized List<SignedTransaction> waiting() {
        return best.stream().map(Waiting::tx).toList();
    }

    public synchronized Optional<SignedTransaction> get(Hash hash) {
        return Optional.ofNullable(byHash.get(hash)).map(Waiting::tx);
    }

    /** The nonce the sender's next transaction should have, counting those that wait. */
    public synchronized long nextNonce(Address sender) {
        SenderQueue queue = senders.get(sender);
        return queue == null ? head.account(sender).nonce() : queue.nextNonce();
    }

    public synchronized int size() {
        return byHash.size();
    }

    /** Encoded bytes of all of them. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How many were refused by {@code rule} since the start, those of other nodes included. */
    public synchronized long refused(TxRule rule) {
        return refusals.getOrDefault(rule, 0L);
    }

    private synchronized HeadView head() {
        return head;
    }

    private static Optional<Admission.Refused> refused(TxRule rule, String detail) {
        return Optional.of(new Admission.Refused(rule, detail));
    }
}
