package io.gradchain.cli.testing;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.mlvm.Callee;
import io.gradchain.mlvm.Host;
import io.gradchain.mlvm.check.ValidProgram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Contracts, their storage and balances, in memory; one block that never ends. */
final class MemoryChain {
    private static final int ADDRESS_BYTES = 20;
    /** So far from the first that the beacon tells all its 256 values. */
    private static final long HEIGHT = 1_000;

    private static final long TIME = 1_767_225_600_000L;

    private final Map<String, ValidProgram> programs = new TreeMap<>();
    private final Map<String, Map<String, byte[]>> storage = new TreeMap<>();
    private final Map<String, Long> balances = new TreeMap<>();

    /** An address that is the same byte twenty times. */
    static byte[] address(int filling) {
        byte[] address = new byte[ADDRESS_BYTES];
        Arrays.fill(address, (byte) filling);
        return address;
    }

    void put(byte[] address, ValidProgram program) {
        programs.put(name(address), program);
    }

    void fund(byte[] address, long units) {
        balances.merge(name(address), units, Long::sum);
    }

    /** The window of the contract at {@code self} for a call by {@code caller}, who pays nothing. */
    Host host(byte[] self, byte[] caller) {
        return new Window(self, caller);
    }

    private static String name(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private final class Window implements Host {
        private final byte[] self;
        private final byte[] caller;

        Window(byte[] self, byte[] caller) {
            this.self = self;
            this.caller = caller;
        }

        private Map<String, byte[]> slots() {
            return storage.computeIfAbsent(name(self), contract -> new TreeMap<>());
        }

        @Override
        public Optional<byte[]> load(byte[] key) {
            return Optional.ofNullable(slots().get(name(key))).map(byte[]::clone);
        }

        @Override
        public void store(byte[] key, byte[] value) {
            slots().put(name(key), value.clone());
        }

        @Override
        public void emit(int topic, byte[] data) {
            // nobody listens
        }

        @Override
        public byte[] caller() {
            return caller.clone();
        }

        @Override
        public byte[] self() {
            return self.clone();
        }

        @Override
        public long balance() {
            return balances.getOrDefault(name(self), 0L);
        }

        @Override
        public void transfer(byte[] to, long amount) {
            fund(self, -amount);
            fund(to, amount);
        }

        @Override
        public Optional<Callee> contract(byte[] address) {
            return Optional.ofNullable(programs.get(name(address)))
                    .map(program -> new Callee(program, new Window(address.clone(), caller)));
        }

        @Override
        public long height() {
            return HEIGHT;
        }

        @Override
        public Optional<byte[]> random(long height) {
            byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(height).array();
            return Optional.of(Hashing.hash(Domain.BEACON, number).bytes());
        }

        @Override
        public long timeMillis() {
            return TIME;
        }

        @Override
        public long value() {
            return 0;
        }
    }
}
