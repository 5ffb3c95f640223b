package io.gradchain.mlvm;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site.Round;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.check.Step;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.gas.GasTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the steps of one function; control, state and the world around are here, arithmetic is beside it (M-42). */
final class Interpreter {
    private final Routine routine;
    private final Step[] steps;
    private final Frame frame;
    private final WideSteps wide;
    private final Meter meter;
    private final Interface shown;
    private final Journal journal;
    private final Host host;
    private final Sender sender;
    private final Execution execution;
    private final long[] round;
    private final long[] rounds;
    private int pc;

    Interpreter(
            Routine routine,
            Interface shown,
            Frame frame,
            Journal journal,
            Host host,
            Sender sender,
            Execution execution) {
        this.routine = routine;
        this.steps = routine.steps().toArray(Step[]::new);
        this.frame = frame;
        this.meter = execution.meter();
        this.wide = new WideSteps(frame, meter);
        this.shown = shown;
        this.journal = journal;
        this.host = host;
        this.sender = sender;
        this.execution = execution;
        this.round = new long[routine.loops()];
        this.rounds = new long[routine.loops()];
    }

    /** The end of the call at the instruction that is being executed. */
    Trapped trapped(Trap trap, long index) {
        Step step = steps[pc];
        List<Value> operands = new ArrayList<>();
        for (int register : step.sources()) {
            operands.add(frame.value(register));
        }
        List<Round> around = new ArrayList<>();
        for (int i = 0; i < pc; i++) {
            if (steps[i].op() == Op.LOOP && pc < steps[i].target()) {
                around.add(new Round(round[steps[i].depth()], rounds[steps[i].depth()]));
            }
        }
        Site site = new Site(
                operands,
                around,
                execution.announced(host),
                trap == Trap.CALLEE ? execution.inner() : Optional.empty());
        return new Trapped(trap, routine.index(), pc, index, meter.gasUsed(), site);
    }

    /** Runs to a RETURN and gives the encoded result. */
    byte[] run() {
        Watch watch = execution.watch();
        while (true) {
            Step step = steps[pc];
            if (watch != null) {
                watch.step(host.self(), routine.index(), pc);
            }
            if (step.form().wide()) {
                wide.run(step);
                pc++;
                continue;
            }
            meter.charge(GasTable.ofScalars(step.op()));
            switch (step.op()) {
                case LOOP -> loop(step);
                case END -> end(step);
                case IF -> pc = frame.scalars[step.a()] != 0 ? pc + 1 : step.target();
                case ELSE -> pc = step.target();
                case RETURN -> {
                    return result(step);
                }
                default -> {
                    straight(step);
                    pc++;
                }
            }
        }
    }

    private void straight(Step step) {
        int variable = (int) step.immediate();
        switch (step.op()) {
            case REQUIRE -> {
                if (frame.scalars[step.a()] == 0) {
                    throw new Halt(Trap.REQUIRE, step.immediate());
                }
            }
            case EMIT -> emit(step);
            case LOAD -> journal.cell(variable).load(frame, step.out());
            case STORE -> journal.cell(variable).store(frame, step.a());
            case DATA_LEN ->
                frame.scalars[step.out()] = journal.dataset(variable).length();
            case DATA_X -> frame.put(step.out(), journal.dataset(variable).x());
            case DATA_Y -> frame.put(step.out(), journal.dataset(variable).y());
            case APPEND -> journal.dataset(variable).append(frame.tensor(step.a()), frame.tensor(step.b()));
            case MAP_GET -> frame.put(step.out(), journal.map(variable).get(frame.value(step.a())));
            case MAP_HAS ->
                frame.scalars[step.out()] =
                        ScalarSteps.bit(journal.map(variable).has(frame.value(step.a())));
            case MAP_PUT -> journal.map(variable).put(frame.value(step.a()), frame.value(step.b()));
            case MAP_DROP -> journal.map(variable).drop(frame.value(step.a()));
            case INVOKE -> Calls.invoke(step, invoked(step), frame, host, execution);
            case TEXT -> frame.put(step.out(), message(step.immediate()).getBytes(StandardCharsets.UTF_8));
            case HASH -> frame.put(step.out(), hash(step));
            case TRANSFER -> execution.pay(host, frame.bytes(step.a()), frame.scalars[step.b()]);
            case BALANCE -> frame.scalars[step.out()] = execution.balance(host);
            case SELF -> frame.put(step.out(), host.self());
            case CALLER -> frame.put(step.out(), sender.address());
            case HEIGHT -> frame.scalars[step.out()] = host.height();
            case RANDOM -> frame.scalars[step.out()] = random(frame.scalars[step.a()]);
            case TIME -> frame.scalars[step.out()] = host.timeMillis();
            case VALUE -> frame.scalars[step.out()] = sender.paid();
            default -> ScalarSteps.run(step, frame.scalars);
        }
    }

    private String invoked(Step step) {
        return message(Invocation.unpacked(step.immediate()).message());
    }

    private String message(long index) {
        return shown.messages().get((int) index);
    }

    /** A block's maker knows its own value before anyone else, so the present one is not told (M-54). */
    private long random(long height) {
        boolean told = height >= 0 && height < host.height() && height >= host.height() - Host.RANDOM_HEIGHTS;
        byte[] value = (told ? host.random(height) : Optional.<byte[]>empty())
                .orElseThrow(() -> new Halt(Trap.NO_RANDOM, height));
        return ByteBuffer.wrap(value).getLong();
    }

    /** SHA-256 of the values as events encode them. */
    private byte[] hash(Step step) {
        long bytes = frame.encodedBytes(step.sources());
        meter.charge(GasTable.times(GasTable.HASH_BYTE, bytes));
        meter.require(bytes);
        return Hashing.sha256().digest(encoded(step.sources()));
    }

    private void loop(Step step) {
        long wanted = frame.scalars[step.a()];
        if (wanted > step.immediate()) {
            throw new Halt(Trap.LOOP_BOUND, wanted);
        }
        round[step.depth()] = 0;
        rounds[step.depth()] = wanted;
        frame.scalars[step.out()] = 0;
        pc = wanted > 0 ? pc + 1 : step.target();
    }

    private void end(Step step) {
        if (step.target() < 0) {
            pc++;
            return;
        }
        long next = ++round[step.depth()];
        if (next < rounds[step.depth()]) {
            frame.scalars[steps[step.target()].out()] = next;
            pc = step.target() + 1;
        } else {
            pc++;
        }
    }

    private void emit(Step step) {
        long bytes = frame.encodedBytes(step.sources());
        meter.charge(GasTable.plus(GasTable.EVENT, GasTable.times(GasTable.EVENT_BYTE, bytes)));
        meter.require(bytes);
        execution.announce(host, (int) step.immediate(), encoded(step.sources()));
    }

    private byte[] result(Step step) {
        long bytes = frame.encodedBytes(step.sources());
        meter.charge(GasTable.times(GasTable.OUTPUT_BYTE, bytes));
        meter.require(bytes);
        return encoded(step.sources());
    }

    private byte[] encoded(int[] registers) {
        ByteWriter out = new ByteWriter();
        for (int register : registers) {
            Values.write(out, frame.value(register));
        }
        return out.toByteArray();
    }
}
