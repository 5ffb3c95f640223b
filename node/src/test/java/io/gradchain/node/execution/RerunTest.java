package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.MemoryChain;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Blocks run again up to a transaction. */
class RerunTest {
    private static final Address CONTRACT = Address.ofContract(TestChain.account(0), 0);
    private static final String SOURCE = """
            contract Sum:
                state:
                    n: int = 0
                @external
                fn add(a: int):
                    n += a
                    n += 100 // (n - 7)
            """;

    private final MemoryChain memory = new MemoryChain();
    private final Rerun rerun = new Rerun(memory.rules, memory.trees);

    private static SignedTransaction call(int from, long nonce, long argument) {
        byte[] arguments = Values.encode(Value.integer(argument));
        return TestChain.sign(from, nonce, 50_000_000, new Payload.Call(CONTRACT, "add", arguments, Amount.ZERO));
    }

    private Block block() {
        byte[] code =
                ((Compiled) Compiler.compile(SOURCE, new TreeMap<>())).program().encoded();
        SignedTransaction deploy =
                TestChain.sign(0, 0, 100_000_000, new Payload.Deploy(code, new byte[0], new byte[0]));
        // 5 + 100 // (5 - 7) is -45, and -45 + 52 is 7: the third meets what the second left
        return memory.build(memory.zero(), deploy, call(1, 0, 5), call(2, 0, 52), call(3, 0, 1));
    }

    private Rerun.Outcome run(Block block, int index) {
        CheckedBlock checked = memory.chain.checked(block.hash()).orElseThrow();
        return rerun.of(memory.zero(), block, index, checked.receipts().get(index));
    }

    @Test
    void theTrapOfATransactionComesBackOnTheStateThatTheOnesBeforeItLeft() {
        Block block = block();
        assertThat(run(block, 2)).isInstanceOfSatisfying(Rerun.Outcome.Failed.class, failed -> {
            assertThat(failed.trapped().trap()).isEqualTo(Trap.DOMAIN);
            assertThat(failed.trapped().site().operands()).containsExactly(Value.integer(100), Value.integer(0));
            assertThat(failed.block().height()).isEqualTo(1);
        });
        assertThat(run(block, 1)).isInstanceOf(Rerun.Outcome.Fine.class);
        assertThat(run(block, 3)).isInstanceOf(Rerun.Outcome.Fine.class);
        assertThat(run(block, 0)).isInstanceOf(Rerun.Outcome.Fine.class);
    }

    @Test
    void aStateThatIsNotKeptIsSaidToBeMissing() {
        Block block = block();
        CheckedBlock checked = memory.chain.checked(block.hash()).orElseThrow();
        StateTrees nothing = new StateTrees(hash -> Optional.empty(), hash -> Optional.empty());
        assertThat(new Rerun(memory.rules, nothing)
                        .of(memory.zero(), block, 2, checked.receipts().get(2)))
                .isInstanceOf(Rerun.Outcome.Pruned.class);
    }
}
