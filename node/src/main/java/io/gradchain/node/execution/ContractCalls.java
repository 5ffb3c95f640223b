package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.gas.GasTable;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Runs contracts on the world (E-5): the machine computes, this puts addresses, code and values around it. */
public final class ContractCalls {
    private static final String INIT = "init";
    private static final int KEPT_PROGRAMS = 64;

    /**
     * Validated programs by code hash, the one used last at the end: what is in the state passed validation at its deploy,
     * so this only saves time.
     */
    private final SequencedMap<Hash, ValidProgram> programs = new LinkedHashMap<>();

    private final Consumer<RunResult.Trapped> traps;

    private final VmWatch watch;

    public ContractCalls() {
        this(VmWatch.NONE);
    }

    /** @param watch hears of every run of the machine for a transaction */
    public ContractCalls(VmWatch watch) {
        this(trap -> {}, watch);
    }

    /** @param traps hears of every call of a transaction that trapped, with what the receipt does not keep */
    ContractCalls(Consumer<RunResult.Trapped> traps) {
        this(traps, VmWatch.NONE);
    }

    private ContractCalls(Consumer<RunResult.Trapped> traps, VmWatch watch) {
        this.traps = traps;
        this.watch = watch;
    }

    /** Validates the code, runs {@code init} and puts the contract at its address, which is the output. */
    PayloadResult deploy(Transaction tx, Payload.Deploy deploy, WorldState world, BlockContext block, long gas) {
        Address contract = Address.ofContract(tx.sender(), tx.nonce());
        if (world.account(contract).isContract()) {
            return PayloadResult.failed(ExecutionFailure.ADDRESS_TAKEN, 0);
        }
        return switch (Vm.validate(deploy.code())) {
            case Validation.Refused refused -> {
                int function = refused.function() < 0 ? RunResult.NO_FUNCTION : refused.function();
                int code = ExecutionFailure.INVALID_PROGRAM.code();
                yield PayloadResult.failed(new Receipt.Failed(code, function, Math.max(0, refused.pc()), -1), 0);
            }
            case Validation.Accepted accepted -> {
                VmHost host = VmHost.of(this, world, block, contract, tx.sender(), 0);
                RunResult result = run(accepted.program(), CallMode.DEPLOY, INIT, deploy.arguments(), gas, host);
                if (result instanceof RunResult.Trapped trapped) {
                    yield failed(trapped);
                }
                world.put(contract, world.account(contract).withCode(world.storeCode(deploy.code())));
                yield PayloadResult.succeeded(contract.bytes(), result.gasUsed(), host.events());
            }
        };
    }

    /** Runs a function for {@code caller}; the value was moved before. */
    PayloadResult call(Address caller, Payload.Call call, WorldState world, BlockContext block, long gas) {
        Account account = world.account(call.contract());
        if (!account.isContract()) {
            return PayloadResult.failed(ExecutionFailure.UNKNOWN_CONTRACT, 0);
        }
        long loading = GasTable.LOADED_BYTE * codeBytes(account.code(), world);
        if (loading > gas) {
            return PayloadResult.failed(ExecutionFailure.CODE_UNPAID, gas);
        }
        VmHost host = VmHost.of(
                this, world, block, call.contract(), caller, call.value().units());
        RunResult result = run(
                program(account.code(), world),
                CallMode.TRANSACTION,
                call.function(),
                call.arguments(),
                gas - loading,
                host);
        PayloadResult ended =
                switch (result) {
                    case RunResult.Returned(byte[] output, long gasUsed) ->
                        PayloadResult.succeeded(output, gasUsed, host.events());
                    case RunResult.Trapped trapped -> failed(trapped);
                };
        return new PayloadResult(ended.outcome(), ended.gasUsed() + loading, ended.events());
    }

    private RunResult run(
            ValidProgram program, CallMode mode, String function, byte[] arguments, long gas, VmHost host) {
        watch.begins();
        RunResult result = Vm.run(program, mode, function, arguments, Budget.ofGas(gas), host);
        watch.ended(result.gasUsed());
        return result;
    }

    /** Known without validating it, which is what is paid for. */
    private int codeBytes(Hash code, WorldState world) {
        return known(code)
                .map(ValidProgram::bytes)
                .orElseGet(() -> world.code(code).orElseThrow().length);
    }

    /**
     * Asks a contract something without a transaction; nothing changes.
     *
     * @param world the state to ask, not used otherwise
     */
    public Optional<RunResult> view(Address caller, Payload.Call call, WorldState world, BlockContext block, long gas) {
        Account account = world.account(call.contract());
        if (!account.isContract()) {
            return Optional.empty();
        }
        VmHost host = VmHost.of(this, world, block, call.contract(), caller, 0);
        return Optional.of(Vm.run(
                program(account.code(), world),
                CallMode.VIEW,
                call.function(),
                call.arguments(),
                Budget.ofGas(gas),
                host));
    }

    /** By which rule a call to the contract of {@code account} is refused before it costs anything. */
    public Optional<TxRule> refusal(Account account, Payload.Call call, StateTrees trees) {
        if (!account.isContract()) {
            return Optional.of(TxRule.UNKNOWN_CONTRACT);
        }
        Optional<Signature> function = program(account.code(), trees)
                .shown()
                .function(call.function())
                .filter(signature -> signature.kind() != Signature.Kind.INIT);
        if (function.isEmpty()) {
            return Optional.of(TxRule.UNKNOWN_FUNCTION);
        }
        return switch (Values.decode(function.get().parameterTypes(), call.arguments())) {
            case Values.Decoded.Good good -> Optional.empty();
            case Values.Decoded.Bad bad -> Optional.of(TxRule.BAD_ARGUMENTS);
        };
    }

    /** The program of a contract's code hash, which must be in the state. */
    public ValidProgram program(Hash code, StateTrees trees) {
        return known(code).orElseGet(() -> keep(code, trees.code(code).orElseThrow()));
    }

    /** As {@link #program(Hash, StateTrees)}, of a contract that may be new in {@code world}. */
    public ValidProgram program(Hash code, WorldState world) {
        return known(code).orElseGet(() -> keep(code, world.code(code).orElseThrow()));
    }

    private Optional<ValidProgram> known(Hash code) {
        synchronized (programs) {
            ValidProgram program = programs.remove(code);
            if (program != null) {
                programs.put(code, program);
            }
            return Optional.ofNullable(program);
        }
    }

    private ValidProgram keep(Hash hash, byte[] code) {
        ValidProgram program =
                switch (Vm.validate(code)) {
                    case Validation.Accepted accepted -> accepted.program();
                    case Validation.Refused refused ->
                        throw new IllegalStateException(
                                "code " + hash + " in the state is not valid: " + refused.reason());
                };
        synchronized (programs) {
            programs.put(hash, program);
            if (programs.size() > KEPT_PROGRAMS) {
                programs.pollFirstEntry();
            }
        }
        return program;
    }

    private PayloadResult failed(RunResult.Trapped trap) {
        traps.accept(trap);
        return PayloadResult.failed(
                new Receipt.Failed(trap.trap().number(), trap.function(), trap.pc(), trap.index()), trap.gasUsed());
    }
}
