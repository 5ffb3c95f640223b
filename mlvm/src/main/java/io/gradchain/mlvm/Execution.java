package io.gradchain.mlvm;

import io.gradchain.mlvm.Site.Announced;
import io.gradchain.mlvm.Site.Inner;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call with all the calls it makes: what they may use together, which contracts are underway, and everything they want
 * written. The hosts hear of it only when the outermost call has succeeded (M-50).
 */
final class Execution {
    private record Telling(Host host, Announced event) {}

    private record Payment(Host from, byte[] to, long amount) {}

    /** What an event takes in memory beside its data, and a payment. */
    private static final int OVERHEAD = 64;

    private final Meter meter;
    private final Watch watch;
    /** By address, in the order they were first entered. */
    private final Map<String, Journal> journals = new LinkedHashMap<>();

    private final Deque<String> underway = new ArrayDeque<>();
    private final List<Telling> events = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    /** What payments of this execution have added to balances, or taken. */
    private final Map<String, Long> moved = new LinkedHashMap<>();

    private Optional<Inner> inner = Optional.empty();

    Execution(Meter meter, Watch watch) {
        this.meter = meter;
        this.watch = watch;
    }

    /** Null for every validator. */
    Watch watch() {
        return watch;
    }

    Meter meter() {
        return meter;
    }

    /** Begins a call of a contract that is not underway; {@link #leave} ends it. */
    Journal enter(Program program, Host host) {
        String address = name(host.self());
        underway.push(address);
        return journals.computeIfAbsent(
                address, a -> new Journal(program.shown().state(), host, meter));
    }

    void leave() {
        underway.pop();
    }

    /** Whether bytes are an address; a register of that type may hold fewer. */
    static boolean isAddress(byte[] bytes) {
        return bytes.length == Type.Bytes.ADDRESS.cap();
    }

    /** Traps where one more call may not begin. */
    void requireCallable(byte[] address) {
        if (underway.size() == Limits.CALL_DEPTH) {
            throw new Halt(Trap.CALL_DEPTH, Limits.CALL_DEPTH);
        }
        if (underway.contains(name(address))) {
            throw new Halt(Trap.REENTRANT);
        }
    }

    /** Whether a contract was entered before in this execution, so that its code is known. */
    boolean knows(byte[] address) {
        return journals.containsKey(name(address));
    }

    void announce(Host host, int topic, byte[] data) {
        if (events.size() == Limits.EVENTS_PER_CALL) {
            throw new Halt(Trap.TOO_MANY_EVENTS);
        }
        meter.hold(OVERHEAD + (long) data.length);
        events.add(new Telling(host, new Announced(topic, data)));
    }

    /** The trap of a caller for that of the contract it called; its index is the number of the innermost. */
    Halt blame(byte[] contract, RunResult.Trapped trapped) {
        inner = Optional.of(new Inner(contract, trapped));
        return new Halt(
                Trap.CALLEE,
                trapped.trap() == Trap.CALLEE ? trapped.index() : trapped.trap().number());
    }

    /** The trap of the contract that was called last, if it ended this way. */
    Optional<Inner> inner() {
        return inner;
    }

    /** What a contract has announced so far. */
    List<Announced> announced(Host host) {
        String address = name(host.self());
        return events.stream()
                .filter(telling -> name(telling.host.self()).equals(address))
                .map(Telling::event)
                .toList();
    }

    long balance(Host host) {
        return host.balance() + moved.getOrDefault(name(host.self()), 0L);
    }

    /**
     * @param to 20 bytes, else DOMAIN: what was never stored is shorter
     * @param amount units; below 0 traps DOMAIN, above the balance BALANCE
     */
    void pay(Host from, byte[] to, long amount) {
        if (amount < 0 || !isAddress(to)) {
            throw new Halt(Trap.DOMAIN);
        }
        if (amount > balance(from)) {
            throw new Halt(Trap.BALANCE, balance(from));
        }
        meter.hold(OVERHEAD);
        moved.merge(name(from.self()), -amount, Long::sum);
        moved.merge(name(to), amount, Long::sum);
        payments.add(new Payment(from, to.clone(), amount));
    }

    /** Each contract's writes, then payments, then events, each in the order of the program. */
    void handOver() {
        journals.values().forEach(Journal::handOver);
        payments.forEach(payment -> payment.from.transfer(payment.to, payment.amount));
        events.forEach(telling -> telling.host.emit(telling.event.topic(), telling.event.data()));
    }

    private static String name(byte[] address) {
        return HexFormat.of().formatHex(address);
    }
}
