package io.gradchain.mlvm;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site.Round;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.check.Step;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.gas.GasTable;
import java.util.ArrayList;
import java.util.List;

/** Runs the steps of one function; control, state and the world around are here, arithmetic is beside it (M-42). */
final class Interpreter {
    private final Routine routine;
    private final Step[] steps;
    private final Frame frame;
    private final WideSteps wide;
    private final Meter meter;
    private final Journal journal;
    private final Host host;
    private final long[] round;
    private final long[] rounds;
    private int pc;

    Interpreter(Routine routine, Frame frame, Meter meter, Journal journal, Host host) {
        this.routine = routine;
        this.steps = routine.steps().toArray(Step[]::new);
        this.frame = frame;
        this.wide = new WideSteps(frame, meter);
        this.meter = meter;
        this.journal = journal;
        this.host = host;
        this.round = new long[routine.loops()];
        this.rounds = new long[routine.loops()];
    }

    /** The end of the call at the instruction that is being executed. */
    Trapped trapped(Trap trap, long index) {
        Step step = steps[pc];
        List<Value> operands = new ArrayList<>();
        for (int i = step.op().writes() ? 1 : 0; i < step.list().length; i++) {
            operands.add(frame.value(step.list()[i]));
        }
        List<Round> around = new ArrayList<>();
        for (int i = 0; i < pc; i++) {
            if (steps[i].op() == Op.LOOP && pc < steps[i].target()) {
                around.add(new Round(round[steps[i].depth()], rounds[steps[i].depth()]));
            }
        }
        Site site = new Site(operands, around, journal.announced());
        return new Trapped(trap, routine.index(), pc, index, meter.gasUsed(), site);
    }

    /** Runs to a RETURN and gives the encoded result. */
    byte[] run() {
        while (true) {
            Step step = steps[pc];
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
            case CALLER -> frame.put(step.out(), host.caller());
            case HEIGHT -> frame.scalars[step.out()] = host.height();
            case TIME -> frame.scalars[step.out()] = host.timeMillis();
            case VALUE -> frame.scalars[step.out()] = host.value();
            default -> ScalarSteps.run(step, frame.scalars);
        }
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
        long bytes = frame.encodedBytes(step.list());
        meter.charge(GasTable.plus(GasTable.EVENT, GasTable.times(GasTable.EVENT_BYTE, bytes)));
        meter.require(bytes);
        journal.announce((int) step.immediate(), encoded(step.list()));
    }

    private byte[] result(Step step) {
        long bytes = frame.encodedBytes(step.list());
        meter.charge(GasTable.times(GasTable.OUTPUT_BYTE, bytes));
        meter.require(bytes);
        return encoded(step.list());
    }

    private byte[] encoded(int[] registers) {
        ByteWriter out = new ByteWriter();
        for (int register : registers) {
            Values.write(out, frame.value(register));
        }
        return out.toByteArray();
    }
}
