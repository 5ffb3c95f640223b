package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.Callee;
import io.gradchain.mlvm.Host;
import io.gradchain.mlvm.MemoryHost;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Contracts on one chain in memory that can call and pay one another; each has a number as its address. */
final class Neighbours {
    /** What all hosts together were told, in order: {@code 1 store}, {@code 2 emit 0}, {@code 1 pay 2: 5}. */
    final List<String> told = new ArrayList<>();

    final Map<Integer, MemoryHost> hosts = new TreeMap<>();
    private final Map<Integer, ValidProgram> programs = new TreeMap<>();
    private final Map<String, Callee> contracts = new TreeMap<>();
    private final Map<String, Long> balances = new TreeMap<>();

    /** A window that also tells {@link #told}. */
    private record Heard(MemoryHost inner, List<String> told) implements Host {
        @Override
        public Optional<byte[]> load(byte[] key) {
            return inner.load(key);
        }

        @Override
        public void store(byte[] key, byte[] value) {
            told.add(inner.self[0] + " store");
            inner.store(key, value);
        }

        @Override
        public void emit(int topic, byte[] data) {
            told.add(inner.self[0] + " emit " + topic);
            inner.emit(topic, data);
        }

        @Override
        public byte[] caller() {
            return inner.caller();
        }

        @Override
        public byte[] self() {
            return inner.self();
        }

        @Override
        public long balance() {
            return inner.balance();
        }

        @Override
        public void transfer(byte[] to, long amount) {
            told.add(inner.self[0] + " pay " + to[0] + ": " + amount);
            inner.transfer(to, amount);
        }

        @Override
        public Optional<Callee> contract(byte[] address) {
            return inner.contract(address);
        }

        @Override
        public long height() {
            return inner.height();
        }

        @Override
        public Optional<byte[]> random(long height) {
            return inner.random(height);
        }

        @Override
        public long timeMillis() {
            return inner.timeMillis();
        }

        @Override
        public long value() {
            return inner.value();
        }
    }

    static byte[] address(int number) {
        byte[] address = new byte[20];
        address[0] = (byte) number;
        return address;
    }

    static Value at(int number) {
        return new Value.BytesValue(address(number));
    }

    private static String hex(int number) {
        return HexFormat.of().formatHex(address(number));
    }

    /** Puts a contract of these members there, without running an init. */
    Neighbours add(int number, String members) {
        return add(
                number,
                Contract.compiled("contract A(D: size):\n" + members.indent(4)).program());
    }

    Neighbours add(int number, Program program) {
        ValidProgram valid = ((Validation.Accepted) Vm.validate(program.encoded())).program();
        MemoryHost host = new MemoryHost();
        host.self = address(number);
        host.caller = address(99);
        host.contracts = contracts;
        host.balances = balances;
        hosts.put(number, host);
        programs.put(number, valid);
        contracts.put(hex(number), new Callee(valid, new Heard(host, told)));
        return this;
    }

    Neighbours fund(int number, long units) {
        balances.put(hex(number), units);
        return this;
    }

    long balance(int number) {
        return balances.getOrDefault(hex(number), 0L);
    }

    RunResult run(int number, String function, Value... arguments) {
        return run(CallMode.TRANSACTION, Budget.ofGas(Contract.GAS), number, function, arguments);
    }

    RunResult run(CallMode mode, Budget budget, int number, String function, Value... arguments) {
        Host host = new Heard(hosts.get(number), told);
        return Vm.run(programs.get(number), mode, function, Values.encode(arguments), budget, host);
    }

    /** The result of a call that must not trap, as people read it. */
    String must(int number, String function, Value... arguments) {
        RunResult result = run(number, function, arguments);
        if (!(result instanceof Returned(byte[] output, long gas))) {
            throw new AssertionError(function + ": " + result);
        }
        Optional<Type> type =
                programs.get(number).shown().function(function).orElseThrow().result();
        return type.map(t -> ((Values.Decoded.Good) Values.decode(List.of(t), output))
                        .values()
                        .getFirst()
                        .text())
                .orElse("");
    }

    /** Why a call that must trap did, outermost contract first: {@code CALLEE > REQUIRE}. */
    String traps(int number, String function, Value... arguments) {
        return chain(run(number, function, arguments));
    }

    static String chain(RunResult result) {
        if (!(result instanceof Trapped trapped)) {
            throw new AssertionError("no trap: " + result);
        }
        String inside = trapped.site()
                .inner()
                .map(Site.Inner::trapped)
                .map(t -> " > " + chain(t))
                .orElse("");
        return trapped.trap() + inside;
    }
}
