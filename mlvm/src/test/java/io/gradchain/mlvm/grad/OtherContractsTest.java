package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Contract.fixed;
import static io.gradchain.mlvm.grad.Contract.vec;
import static io.gradchain.mlvm.grad.Neighbours.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls between contracts, payments, and what a contract knows of itself. */
final class OtherContractsTest {
    private static final String BANK = """
            state:
                paid: map[address, int]
                total: int
            event Paid(who: address, units: int)
            @external
            fn pay(note: text[16]) -> int:
                require note != "no", "refused"
                paid[caller] += value
                total += value
                emit Paid(caller, value)
                return total
            @external
            fn back(units: int):
                require paid[caller] >= units, "too little"
                paid[caller] -= units
                transfer(caller, units)
                emit Paid(caller, -units)
            @external
            fn free(x: fixed):
                total += int(x)
            @view
            fn weigh(v: vec[D], w: fixed) -> fixed:
                return sum(v) * w + fixed(total)
            @view
            fn who() -> address:
                return caller
            @view
            fn held() -> int:
                return balance
            """;

    private static final String CLIENT = """
            interface Bank:
                fn pay(note: text[16]) -> int
                fn back(units: int)
                fn free(x: fixed)
                @view
                fn weigh(v: vec[D], w: fixed) -> fixed
                @view @gas(300000)
                fn who() -> address
                @view
                fn held() -> int
            state:
                seen: int
            event Before(units: int)
            event After(units: int)
            @external
            fn deposit(bank: address, units: int) -> int:
                emit Before(balance)
                seen = Bank(bank).pay("rent", value=units)
                emit After(balance)
                return seen
            @external
            fn there_and_back(bank: address, units: int) -> int:
                let before = Bank(bank).held()
                Bank(bank).pay("", value=units)
                let between = Bank(bank).held()
                let mine = balance
                Bank(bank).back(units - 1)
                let after = Bank(bank).held()
                return ((before * 100 + between) * 100 + mine) * 10000 + after * 100 + balance
            @external
            fn refused(bank: address):
                seen = 5
                emit Before(1)
                Bank(bank).pay("yes", value=2)
                Bank(bank).pay("no", value=1)
            @external
            fn unneeded(bank: address):
                let ignored = Bank(bank).pay("a")
                Bank(bank).free(2.5)
            @view
            fn weighed(bank: address, v: vec[D]) -> fixed:
                return Bank(bank).weigh(2 * v, 0.5) + Bank(bank).weigh(v, w=1)
            @view
            fn known(bank: address) -> bool:
                return Bank(bank).who() == self and caller != self
            """.replace("w=1", "1");

    private static Neighbours two() {
        return new Neighbours().add(1, CLIENT).add(2, BANK).fund(1, 50);
    }

    @Test
    void unitsPaidWithACallArriveAndAreSeen() {
        Neighbours all = two();
        assertThat(all.must(1, "deposit", at(2), Value.integer(7))).isEqualTo("7");
        assertThat(all.must(1, "deposit", at(2), Value.integer(8))).isEqualTo("15");
        assertThat(all.balance(1)).isEqualTo(35);
        assertThat(all.balance(2)).isEqualTo(15);
        assertThat(all.must(2, "paid", at(1))).isEqualTo("15");
        assertThat(all.must(1, "seen")).isEqualTo("15");
    }

    @Test
    void eventsOfTwoContractsComeInTheOrderOfTheProgram() {
        Neighbours all = two();
        all.must(1, "deposit", at(2), Value.integer(7));
        assertThat(all.told)
                .containsExactly("1 store", "2 store", "2 store", "1 pay 2: 7", "1 emit 0", "2 emit 0", "1 emit 1");
        assertThat(all.hosts.get(1).events.get(0).data()).isEqualTo(Values.encode(Value.integer(50)));
        assertThat(all.hosts.get(1).events.get(1).data()).isEqualTo(Values.encode(Value.integer(43)));
        assertThat(all.hosts.get(2).events.getFirst().data()).isEqualTo(Values.encode(at(1), Value.integer(7)));
    }

    @Test
    void aBalanceIsReadAnewAfterEveryCallAndPayment() {
        Neighbours all = two();
        // nothing, 10 and 1 units there; 40 and 49 here
        assertThat(all.must(1, "there_and_back", at(2), Value.integer(10))).isEqualTo("10400149");
        assertThat(all.balance(1)).isEqualTo(49);
        assertThat(all.balance(2)).isOne();
        assertThat(all.told).contains("1 pay 2: 10", "2 pay 1: 9");
    }

    @Test
    void aTrapFarBelowUndoesEverything() {
        Neighbours all = two();
        assertThat(all.traps(1, "refused", at(2))).isEqualTo("CALLEE > REQUIRE");
        assertThat(all.told).isEmpty();
        assertThat(all.balance(1)).isEqualTo(50);
        assertThat(all.balance(2)).isZero();
        assertThat(all.hosts.get(1).slots).isEmpty();
        assertThat(all.hosts.get(2).slots).isEmpty();
    }

    @Test
    void aCallIsMadeThoughNobodyUsesItsResult() {
        Neighbours all = two();
        all.must(1, "unneeded", at(2));
        assertThat(all.must(2, "total")).isEqualTo("2");
        assertThat(all.told).containsOnlyOnce("2 emit 0");
    }

    @Test
    void aViewCallsAView() {
        Neighbours all = two();
        all.must(2, "free", fixed("3"));
        assertThat(all.must(1, "weighed", at(2), vec("1", "2", "0.5"))).isEqualTo("13");
        assertThat(all.must(1, "known", at(2))).isEqualTo("true");
    }

    @Test
    void whoIsNotThereIsNotCalled() {
        Neighbours all = two();
        assertThat(all.traps(1, "deposit", at(3), Value.integer(1))).isEqualTo("NO_CONTRACT");
        assertThat(all.traps(1, "deposit", new Value.BytesValue(new byte[0]), Value.integer(1)))
                .isEqualTo("NO_CONTRACT");
        assertThat(all.traps(1, "deposit", new Value.BytesValue(new byte[] {2}), Value.integer(1)))
                .isEqualTo("NO_CONTRACT");
        assertThat(all.told).isEmpty();
    }

    @Test
    void nobodyPaysMoreThanIsThere() {
        Neighbours all = two();
        assertThat(all.traps(1, "deposit", at(2), Value.integer(51))).isEqualTo("BALANCE");
        assertThat(all.traps(1, "deposit", at(2), Value.integer(-1))).isEqualTo("DOMAIN");
        assertThat(all.traps(1, "deposit", at(2), Value.integer(Long.MAX_VALUE)))
                .isEqualTo("BALANCE");
        assertThat(all.must(1, "deposit", at(2), Value.integer(50))).isEqualTo("50");
        assertThat(all.traps(2, "back", Value.integer(1))).isEqualTo("REQUIRE");
    }

    private static final String PAYER = """
            state:
                friend: address
            @external
            fn pay(to: address, units: int, times: int):
                for i in range(times, max=10):
                    transfer(to, units)
                    transfer(self, units)
            @external
            fn pay_friend():
                transfer(friend, 1)
            @view
            fn have() -> int:
                return balance
            """;

    @Test
    void transfersMoveUnitsOrTrap() {
        Neighbours all = new Neighbours().add(1, PAYER).fund(1, 10);
        all.must(1, "pay", at(7), Value.integer(3), Value.integer(2));
        assertThat(all.balance(7)).isEqualTo(6);
        assertThat(all.must(1, "have")).isEqualTo("4");
        assertThat(all.traps(1, "pay", at(7), Value.integer(3), Value.integer(2)))
                .isEqualTo("BALANCE");
        assertThat(all.traps(1, "pay", at(7), Value.integer(-3), Value.integer(1)))
                .isEqualTo("DOMAIN");
        assertThat(all.balance(7)).isEqualTo(6);
        all.must(1, "pay", at(7), Value.integer(0), Value.integer(9));
        assertThat(all.balance(1)).isEqualTo(4);
    }

    @Test
    void onlyWholeAddressesArePaid() {
        Neighbours all = new Neighbours().add(1, PAYER).fund(1, 10);
        assertThat(all.traps(1, "pay_friend")).isEqualTo("DOMAIN");
        for (int length : new int[] {0, 1, 19}) {
            Value half = new Value.BytesValue(new byte[length]);
            assertThat(all.traps(1, "pay", half, Value.integer(1), Value.integer(1)))
                    .isEqualTo("DOMAIN");
        }
        assertThat(all.told).isEmpty();
    }

    @Test
    void aHashIsTheSha256OfTheValuesAsEventsEncodeThem() throws NoSuchAlgorithmException {
        Neighbours all = new Neighbours().add(1, """
                struct Bid(units: int, share: fixed)
                @view
                fn f(a: address, t: text[20], v: vec[D], n: int, yes: bool) -> bytes[32]:
                    return hash(a, t, v, Bid(n, 0.5), yes, "ü")
                """);
        ByteWriter expected = new ByteWriter()
                .bytes(Neighbours.address(4))
                .bytes("text".getBytes(StandardCharsets.UTF_8))
                .u32(3)
                .i64(1L << 32)
                .i64(-(1L << 31))
                .i64(0)
                .i64(-9)
                .i64(1L << 31)
                .bool(true)
                .bytes(new byte[] {(byte) 0xc3, (byte) 0xbc});
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(expected.toByteArray()));
        List<Value> arguments = List.of(
                at(4),
                new Value.BytesValue("text".getBytes(StandardCharsets.UTF_8)),
                vec("1", "-0.5", "0"),
                Value.integer(-9),
                new Value.BoolValue(true));
        assertThat(all.must(1, "f", arguments.toArray(Value[]::new))).contains(hash);
    }

    @Test
    void aStructIsHandedToAnotherContractAsItsParts() {
        Neighbours all = new Neighbours().add(1, """
                struct Bid(units: int, share: fixed)
                interface Sale:
                    fn offer(b: Bid, note: text[8]) -> fixed
                @external
                fn f(to: address, n: int) -> fixed:
                    let b = Bid(share=0.25, units=n)
                    return Sale(to).offer(b, "x")
                """).add(2, """
                struct Bid(units: int, share: fixed)
                state:
                    last: Bid
                @external
                fn offer(b: Bid, note: text[8]) -> fixed:
                    last = b
                    return fixed(b.units) * b.share
                """);
        assertThat(all.must(1, "f", at(2), Value.integer(10))).isEqualTo("2.5");
        assertThat(all.must(2, "last_units")).isEqualTo("10");
        assertThat(all.must(2, "last_share")).isEqualTo("0.25");
    }

    @Test
    void rowsOfRunTimeGoToAnotherContractAndComeBack() {
        Neighbours all = new Neighbours().add(1, """
                interface Model:
                    @view
                    fn predict(X: mat[_, D]) -> vec[_]
                @view
                fn error[N: size](model: address, X: mat[N, D], y: vec[N]) -> fixed:
                    let p = Model(model).predict(2 * X)
                    return sum(p - y)
                """).add(2, """
                @view
                fn predict[N: size](X: mat[N, D]) -> vec[N]:
                    let w: vec[D] = [1, 10, 100]
                    return X @ w
                """);
        long one = 1L << 32;
        Value x = Contract.mat(new long[][] {{one, 0, 0}, {0, one, one}});
        assertThat(all.must(1, "error", at(2), x, vec("1", "2"))).isEqualTo("219");
    }

    @Test
    void whatIsGivenAndReturnedMustBeOfTheDeclaredType() {
        Neighbours all = new Neighbours().add(1, """
                interface Odd:
                    @view
                    fn number() -> fixed
                    @view
                    fn flag() -> int
                    @view
                    fn short() -> vec[D]
                    @view
                    fn nothing() -> int
                    @view
                    fn label() -> text[2]
                    fn done() -> bool
                    fn take(x: int)
                    fn two(x: fixed) -> int
                    fn absent()
                @view
                fn number(a: address) -> fixed:
                    return Odd(a).number()
                @view
                fn flag(a: address) -> int:
                    return Odd(a).flag()
                @view
                fn short(a: address) -> vec[D]:
                    return Odd(a).short()
                @view
                fn nothing(a: address) -> int:
                    return Odd(a).nothing()
                @view
                fn label(a: address) -> text[2]:
                    return Odd(a).label()
                @external
                fn done(a: address) -> bool:
                    return Odd(a).done()
                @external
                fn take(a: address):
                    Odd(a).take(1)
                @external
                fn two(a: address) -> int:
                    return Odd(a).two(1.0)
                @external
                fn absent(a: address):
                    Odd(a).absent()
                """).add(2, """
                state:
                    n: int
                @view
                fn number() -> int:
                    return 1
                @view
                fn flag() -> bool:
                    return true
                @view
                fn short() -> vec[2]:
                    return [1, 2]
                @external
                fn nothing():
                    n += 1
                @view
                fn label() -> text[9]:
                    return "long"
                @external
                fn done():
                    n += 1
                @external
                fn take(x: fixed):
                    n += 1
                @external
                fn two(x: fixed, y: fixed) -> int:
                    return 1
                """);
        assertThat(all.traps(1, "number", at(2))).isEqualTo("BAD_RESULT");
        assertThat(all.traps(1, "flag", at(2))).isEqualTo("BAD_RESULT");
        assertThat(all.traps(1, "short", at(2))).isEqualTo("BAD_RESULT");
        assertThat(all.traps(1, "label", at(2))).isEqualTo("BAD_RESULT");
        assertThat(all.traps(1, "nothing", at(2))).isEqualTo("NOT_CALLABLE");
        assertThat(all.traps(1, "take", at(2))).isEqualTo("CALLEE > BAD_ARGUMENT");
        assertThat(all.traps(1, "two", at(2))).isEqualTo("CALLEE > BAD_ARGUMENT");
        assertThat(all.traps(1, "absent", at(2))).isEqualTo("UNKNOWN_FUNCTION");
        assertThat(all.told).isEmpty();
        assertThat(all.must(1, "done", at(2))).isEqualTo("true");
    }
}
