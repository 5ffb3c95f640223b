package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.report.Frame;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.storage.kv.Column;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contracts written to break a chain: what they may not do is undone, and the node lives on. */
@Timeout(120)
class ContractAttackTest {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long MOST_STATE = 4 * MEBIBYTE;
    private static final long GAS = 300_000_000;

    private final MemoryChain memory = new MemoryChain();
    private BlockHeader head = memory.zero();
    private final long[] nonces = new long[TestChain.ACCOUNTS];

    private static Compiled compiled(String source) {
        return switch (Compiler.compile(source, new TreeMap<>())) {
            case Compiled compiled -> compiled;
            case Refused refused -> throw new AssertionError(Frame.text("test.grad", source, refused.diagnostics()));
        };
    }

    private Receipt apply(int from, long gas, Payload payload) {
        SignedTransaction tx = TestChain.sign(from, nonces[from]++, gas, payload);
        Block block = memory.build(head, tx);
        head = block.header();
        List<Receipt> receipts =
                memory.chain.checked(head.hash()).map(CheckedBlock::receipts).orElseThrow();
        assertThat(receipts).hasSize(1);
        return receipts.getFirst();
    }

    private Address deploy(String source) {
        Address address = Address.ofContract(TestChain.account(0), nonces[0]);
        Receipt receipt =
                apply(0, GAS, new Payload.Deploy(compiled(source).program().encoded(), new byte[0], new byte[0]));
        assertThat(receipt.outcome()).isInstanceOf(Receipt.Succeeded.class);
        return address;
    }

    private Receipt call(Address contract, long units, String function, Value... arguments) {
        return apply(1, GAS, new Payload.Call(contract, function, Values.encode(arguments), new Amount(units)));
    }

    private static Value at(Address address) {
        return new Value.BytesValue(address.bytes());
    }

    private static void expect(Receipt receipt, Trap trap, long index) {
        assertThat(receipt.outcome()).isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(trap.number());
            assertThat(failed.index()).isEqualTo(index);
        });
        assertThat(receipt.events()).isEmpty();
    }

    private String ask(Address contract, String function, Value... arguments) {
        Payload.Call call = new Payload.Call(contract, function, Values.encode(arguments), Amount.ZERO);
        WorldState world = new WorldState(memory.trees, head.stateRoot());
        BlockContext block = new BlockContext(head.height(), head.timeMillis(), 0);
        var result = memory.contracts
                .view(TestChain.account(2), call, world, block, GAS)
                .orElseThrow();
        byte[] output = ((io.gradchain.mlvm.RunResult.Returned) result).output();
        var type = memory.contracts
                .program(memory.account(head, contract).code(), memory.trees)
                .shown()
                .function(function)
                .orElseThrow()
                .result()
                .orElseThrow();
        return ((Values.Decoded.Good) Values.decode(List.of(type), output))
                .values()
                .getFirst()
                .text();
    }

    private static final String PURSE = """
            contract Purse:
                interface Other:
                    fn bite(back: address)
                    fn give(to: address, units: int)
                state:
                    n: int
                    friend: address
                    m: map[int, int]
                event Paid(units: int)
                @external
                fn fill():
                    n += value
                @external
                fn give(to: address, units: int):
                    n += 1
                    m[n] = units
                    emit Paid(units)
                    transfer(to, units)
                @external
                fn draw(other: address, to: address, units: int):
                    n += 1
                    emit Paid(-1)
                    Other(other).give(to, units)
                    emit Paid(-2)
                @external
                fn bitten(other: address):
                    n += 1
                    transfer(other, 1)
                    Other(other).bite(self)
                @external
                fn bite(back: address):
                    n += 1
                    Other(back).give(self, 5)
                @external
                fn pay_friend():
                    transfer(friend, 1)
                @external
                fn call_friend():
                    Other(friend).give(friend, 1)
                @external
                fn forget(k: int):
                    m.remove(k)
                @view
                fn known(k: int) -> bool:
                    return k in m
            """;

    @Test
    void aReentrantCallUndoesEverythingOnTheChain() {
        Address a = deploy(PURSE);
        Address b = deploy(PURSE);
        call(a, 100, "fill");
        expect(call(a, 0, "bitten", at(b)), Trap.CALLEE, Trap.REENTRANT.number());
        assertThat(memory.balance(head, a)).isEqualTo(100);
        assertThat(memory.balance(head, b)).isZero();
        assertThat(ask(a, "n")).isEqualTo("100");
        assertThat(ask(b, "n")).isEqualTo("0");
    }

    @Test
    void eventsPaymentsAndWritesOfTwoContractsStandInOneReceipt() {
        Address a = deploy(PURSE);
        Address b = deploy(PURSE);
        call(b, 100, "fill");
        Address to = TestChain.address(TestChain.key(77));
        Receipt receipt = call(a, 0, "draw", at(b), at(to), Value.integer(30));
        assertThat(receipt.events()).extracting(Event::contract).containsExactly(a, b, a);
        assertThat(memory.balance(head, to)).isEqualTo(30);
        assertThat(memory.balance(head, b)).isEqualTo(70);
        assertThat(ask(b, "m", Value.integer(101))).isEqualTo("30");
        expect(call(a, 0, "draw", at(b), at(to), Value.integer(71)), Trap.CALLEE, Trap.BALANCE.number());
        assertThat(ask(a, "n")).isEqualTo("1");
        assertThat(ask(b, "n")).isEqualTo("101");
        assertThat(memory.balance(head, to)).isEqualTo(30);
    }

    @Test
    void halfAnAddressStopsACallAndNotTheNode() {
        Address a = deploy(PURSE);
        call(a, 100, "fill");
        expect(call(a, 0, "pay_friend"), Trap.DOMAIN, -1);
        expect(call(a, 0, "call_friend"), Trap.NO_CONTRACT, -1);
        Value half = new Value.BytesValue(new byte[7]);
        expect(call(a, 0, "give", half, Value.integer(1)), Trap.DOMAIN, -1);
        expect(call(a, 0, "draw", half, half, Value.integer(1)), Trap.NO_CONTRACT, -1);
        assertThat(memory.balance(head, a)).isEqualTo(100);
    }

    @Test
    void aRemovedEntryIsGoneFromTheState() {
        Address a = deploy(PURSE);
        call(a, 100, "fill");
        call(a, 0, "give", at(a), Value.integer(7));
        assertThat(ask(a, "known", Value.integer(101))).isEqualTo("true");
        assertThat(call(a, 0, "forget", Value.integer(101)).outcome()).isInstanceOf(Receipt.Succeeded.class);
        assertThat(ask(a, "known", Value.integer(101))).isEqualTo("false");
        assertThat(ask(a, "m", Value.integer(101))).isEqualTo("0");
        assertThat(call(a, 0, "forget", Value.integer(5)).outcome()).isInstanceOf(Receipt.Succeeded.class);
    }

    @Test
    void aDeployAboveSixtyFourKibibytesIsNoTransaction() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> new Payload.Deploy(new byte[Payload.MAX_CODE + 1], new byte[0], new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
        Receipt receipt = apply(0, GAS, new Payload.Deploy(new byte[Payload.MAX_CODE], new byte[0], new byte[0]));
        assertThat(receipt.outcome())
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ExecutionFailure.INVALID_PROGRAM.code()));
    }

    @Test
    void theGasOfABlockBuysLessThanFourMebibytesOfState() {
        long byteOfState = GasTable.NEW_BYTE + GasTable.WRITE_BYTE;
        assertThat(memory.rules.blockGasLimit() / byteOfState).isLessThanOrEqualTo(MOST_STATE);
        // an account that a payment makes, and code: with what their tree nodes take
        long account = 512;
        assertThat(memory.rules.blockGasLimit() / GasTable.TRANSFER * account).isLessThanOrEqualTo(MOST_STATE);
        assertThat(memory.rules.blockGasLimit() / (GasSchedule.TRANSACTION + GasSchedule.NEW_ACCOUNT) * account)
                .isLessThanOrEqualTo(MOST_STATE);
        assertThat(memory.rules.blockGasLimit() / GasSchedule.CODE_BYTE).isLessThanOrEqualTo(MOST_STATE);
    }

    private static String large(int n) {
        return """
                contract Large:
                    state:
                        w: vec[SIZE]
                    @external
                    fn fill(seed: int):
                        let numbers: vec[SIZE] = uniform(seed, -1, 1)
                        w = numbers
                """.replace("SIZE", "" + n);
    }

    private long stored() {
        long[] bytes = new long[1];
        memory.store.scan(Column.STATE, new byte[0], (key, value) -> {
            bytes[0] += value.length;
            return true;
        });
        return bytes[0];
    }

    @Test
    void theLargestTensorABlockCanStoreStaysBelowFourMebibytes() {
        long most = memory.rules.blockGasLimit() - 2 * GasSchedule.TRANSACTION;
        int low = 1;
        int high = 1 << 20;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (compiled(large(middle)).gas().get("fill") <= most) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Address a = deploy(large(low));
        long before = stored();
        Receipt receipt = apply(
                1,
                memory.rules.blockGasLimit(),
                new Payload.Call(a, "fill", Values.encode(Value.integer(1)), Amount.ZERO));
        assertThat(receipt.outcome()).isInstanceOf(Receipt.Succeeded.class);
        assertThat(receipt.gasUsed()).isGreaterThan(memory.rules.blockGasLimit() / 10 * 9);
        assertThat(stored() - before).isBetween(3 * MEBIBYTE, MOST_STATE);
    }

    @Test
    void theMostEntriesABlockCanStoreStayBelowFourMebibytes() {
        Address a = deploy("""
                contract Small:
                    state:
                        m: map[int, bool]
                    @external
                    fn fill(from: int, n: int):
                        for i in range(n, max=100000):
                            m[from + i] = true
                """);
        long some = call(a, 0, "fill", Value.integer(0), Value.integer(100)).gasUsed();
        long more = call(a, 0, "fill", Value.integer(1_000), Value.integer(200)).gasUsed();
        long entry = (more - some) / 100;
        long n = (memory.rules.blockGasLimit() - some) / entry - 1;
        long before = stored();
        Receipt receipt = apply(
                1,
                memory.rules.blockGasLimit(),
                new Payload.Call(a, "fill", Values.encode(Value.integer(1_000_000), Value.integer(n)), Amount.ZERO));
        assertThat(receipt.outcome()).as("%d entries at %d gas", n, entry).isInstanceOf(Receipt.Succeeded.class);
        assertThat(receipt.gasUsed()).isGreaterThan(memory.rules.blockGasLimit() / 10 * 9);
        assertThat(stored() - before).as("%d entries", n).isBetween(MEBIBYTE, MOST_STATE);
    }
}
