package io.gradchain.genesis.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChainSpecTest {
    private static final ChainSpec GOOD = Presets.localPos(4);

    @Test
    void parametersOutOfOrderOrTwiceAreRefused() {
        for (List<String> keys : List.of(List.of("b", "a"), List.of("a", "a"))) {
            ByteWriter out = new ByteWriter()
                    .u8(ChainSpec.VERSION)
                    .text("x")
                    .u63(1)
                    .bool(true)
                    .u63(0)
                    .text("pos")
                    .list(keys, (o, key) -> o.text(key).i64(1))
                    .u32(0)
                    .u32(0);
            assertThatThrownBy(() -> ByteReader.decode(out.toByteArray(), ChainSpec::read))
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("ascending order");
        }
    }

    @Test
    void aSpecThatCannotRunIsRefused() {
        refused(with(twice(GOOD.validators()), GOOD.accounts()), "validator name node1 occurs twice");
        refused(with(GOOD.validators(), twice(GOOD.accounts())), "account name alice occurs twice");
        ChainSpec.Validator node = GOOD.validators().getFirst();
        ChainSpec.Validator heavy =
                new ChainSpec.Validator("heavy", GOOD.validators().get(1).key(), Amount.MAX_SUPPLY, node.reward());
        refused(with(List.of(node, heavy), List.of()), "weights add up");
        ChainSpec.Account alice = GOOD.accounts().getFirst();
        ChainSpec.Account rich =
                new ChainSpec.Account("rich", GOOD.accounts().get(1).address(), new Amount(Amount.MAX_SUPPLY));
        refused(with(List.of(), List.of(alice, rich)), "balances add up");
        refused(
                with(List.of(), List.of(alice, new ChainSpec.Account("alias", alice.address(), Amount.ZERO))),
                "occurs twice");
        assertThatThrownBy(() -> GOOD.parameters().put("x", 1L)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static <T> List<T> twice(List<T> items) {
        List<T> all = new ArrayList<>(items);
        all.add(items.getFirst());
        return all;
    }

    private record Parts(List<ChainSpec.Validator> validators, List<ChainSpec.Account> accounts) {}

    private static Parts with(List<ChainSpec.Validator> validators, List<ChainSpec.Account> accounts) {
        return new Parts(validators, accounts);
    }

    private static void refused(Parts parts, String reason) {
        assertThatThrownBy(
                        () -> new ChainSpec("x", 1, true, 0, "pos", new TreeMap<>(), parts.validators, parts.accounts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
