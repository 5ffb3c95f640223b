package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.MemoryChain;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The ring of past mixes in the state, and contracts that read it (E-14, M-54). */
final class BeaconTest {
    private static final long GAS = 300_000_000;

    private final MemoryChain memory = new MemoryChain();
    private final WorldState world = new WorldState(memory.trees, memory.zero().stateRoot());

    private static Hash mix(long height) {
        return Hashing.hash(
                Domain.CONTENT, ByteBuffer.allocate(8).putLong(height).array());
    }

    @Test
    void itTellsTheLast256HeightsAndNoOther() {
        for (long height = 1; height <= 600; height++) {
            Beacon.record(world, height, mix(height));
            assertThat(Beacon.at(world, height)).contains(mix(height));
            assertThat(Beacon.at(world, height + 1)).as("%d + 1", height).isEmpty();
            assertThat(Beacon.at(world, height - 256)).as("%d - 256", height).isEmpty();
        }
        for (long height = 345; height <= 600; height++) {
            assertThat(Beacon.at(world, height)).contains(mix(height));
        }
        assertThat(Beacon.at(world, 600 + 256)).isEmpty();
        assertThat(Beacon.at(world, Long.MAX_VALUE)).isEmpty();
        assertThat(Beacon.at(world, -1)).isEmpty();
        assertThat(Beacon.at(world, Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void whatIsUndoneWasNotSaid() {
        Beacon.record(world, 5, mix(5));
        int mark = world.mark();
        Beacon.record(world, 5 + 256, mix(6));
        world.rollback(mark);
        assertThat(Beacon.at(world, 5)).contains(mix(5));
        assertThat(Beacon.at(world, 5 + 256)).isEmpty();
    }

    @Test
    void contractsReadIt() {
        Address contract = Address.ofContract(TestChain.account(0), 0);
        Compiled source = (Compiled) Compiler.compile("""
                contract Lottery:
                    @view
                    fn winner(h: int, n: int) -> int:
                        return random(h) % n
                """, new TreeMap<>());
        Payload deploy = new Payload.Deploy(source.program().encoded(), new byte[0], new byte[0]);
        BlockHeader head =
                memory.build(memory.zero(), TestChain.sign(0, 0, GAS, deploy)).header();
        assertThat(memory.chain.checked(head.hash()).map(CheckedBlock::receipts).orElseThrow())
                .allSatisfy(receipt -> assertThat(receipt.outcome()).isInstanceOf(Receipt.Succeeded.class));
        WorldState after = new WorldState(memory.trees, head.stateRoot());
        for (long height = 1; height < 300; height++) {
            Beacon.record(after, height, mix(height));
        }
        for (long height : new long[] {44, 45, 200, 299}) {
            long seed = ByteBuffer.wrap(mix(height).bytes()).getLong();
            assertThat(ask(after, contract, height))
                    .isInstanceOfSatisfying(
                            RunResult.Returned.class,
                            returned -> assertThat(returned.output())
                                    .isEqualTo(Values.encode(Value.integer(Math.floorMod(seed, 10L)))));
        }
        for (long height : new long[] {-1, 0, 43, 300, 301}) {
            assertThat(ask(after, contract, height)).isInstanceOfSatisfying(RunResult.Trapped.class, trapped -> {
                assertThat(trapped.trap()).isEqualTo(Trap.NO_RANDOM);
                assertThat(trapped.index()).isEqualTo(height);
            });
        }
    }

    private RunResult ask(WorldState state, Address contract, long height) {
        byte[] arguments = Values.encode(Value.integer(height), Value.integer(10));
        Payload.Call call = new Payload.Call(contract, "winner", arguments, Amount.ZERO);
        BlockContext block = new BlockContext(300, 0, 1_767_225_600_000L);
        return memory.contracts
                .view(TestChain.account(2), call, state, block, GAS)
                .orElseThrow();
    }
}
