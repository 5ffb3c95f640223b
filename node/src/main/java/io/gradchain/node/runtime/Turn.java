package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.fault.FailPoint;
import io.gradchain.node.fault.NodeError;
import io.gradchain.storage.file.RecordLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The effects of one engine turn: first what the disk must hold, then the rest in the order given (C-2). */
final class Turn implements Effects {
    private final EngineRuntime runtime;
    private final List<LogStep> logSteps = new ArrayList<>();
    private final List<Runnable> rest = new ArrayList<>();
    private final List<SignMark> marks = new ArrayList<>();
    private boolean blocksToo;

    private sealed interface LogStep {
        record Append(List<byte[]> records) implements LogStep {}

        record Rewrite(List<byte[]> records) implements LogStep {}
    }

    Turn(EngineRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Blocks first: a record may name one, and must never be durable without it. The guard last: were it ahead of the log,
     * a crash in between would look as if the log had lost a vote.
     */
    void makeDurable(RecordLog log, SignGuard guard, RuntimeProbe probe) {
        guard.admit(marks);
        if (blocksToo) {
            FailPoint.BEFORE_BLOCKS.pass();
            runtime.chain().sync();
            FailPoint.AFTER_BLOCKS.pass();
        }
        write(log, probe);
        if (!marks.isEmpty()) {
            guard.save();
            FailPoint.AFTER_GUARD.pass();
        }
    }

    private void write(RecordLog log, RuntimeProbe probe) {
        if (logSteps.isEmpty()) {
            return;
        }
        FailPoint.BEFORE_APPEND.pass();
        long start = System.nanoTime();
        boolean appended = false;
        for (LogStep step : logSteps) {
            switch (step) {
                case LogStep.Append(List<byte[]> records) -> {
                    log.append(records);
                    appended = true;
                }
                case LogStep.Rewrite(List<byte[]> records) -> {
                    log.rewrite(records);
                    appended = false;
                }
            }
        }
        FailPoint.AFTER_APPEND.pass();
        if (appended) {
            log.sync();
        }
        probe.logSynced(Duration.ofNanos(System.nanoTime() - start));
        FailPoint.AFTER_SYNC.pass();
    }

    void release() {
        for (Runnable effect : rest) {
            if (runtime.halted().isEmpty()) {
                effect.run();
                FailPoint.WHILE_SENDING.pass();
            }
        }
        if (!marks.isEmpty()) {
            FailPoint.AFTER_SEND.pass();
        }
    }

    @Override
    public void persist(byte[] record) {
        if (!logSteps.isEmpty() && logSteps.getLast() instanceof LogStep.Append(List<byte[]> records)) {
            records.add(record);
        } else {
            logSteps.add(new LogStep.Append(new ArrayList<>(List.of(record))));
        }
    }

    @Override
    public void mark(SignMark mark) {
        marks.add(mark);
    }

    @Override
    public void persistBlock(Hash block) {
        blocksToo = true;
    }

    @Override
    public void compactLog(List<byte[]> records) {
        logSteps.add(new LogStep.Rewrite(List.copyOf(records)));
    }

    @Override
    public void send(PeerId to, byte[] message) {
        rest.add(() -> runtime.wire().send(to, message));
    }

    @Override
    public void broadcast(byte[] message) {
        rest.add(() -> runtime.wire().broadcast(message));
    }

    @Override
    public void setTimer(String timer, long delayMillis) {
        rest.add(() -> runtime.timers().set(timer, delayMillis));
    }

    @Override
    public void cancelTimer(String timer) {
        rest.add(() -> runtime.timers().cancel(timer));
    }

    @Override
    public void buildPayload(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
        rest.add(() -> runtime.execution().build(request, parent, seal, maxGas, empty));
    }

    @Override
    public void seek(long request, Hash block, Puzzle puzzle) {
        rest.add(() -> runtime.seek(request, block, puzzle));
    }

    @Override
    public void stopSeeking() {
        rest.add(runtime::stopSeeking);
    }

    @Override
    public void followSlots(long periodMillis) {
        rest.add(() -> runtime.followSlots(periodMillis));
    }

    @Override
    public void checkBlock(Block block) {
        rest.add(() -> runtime.execution().check(block));
    }

    @Override
    public void setHead(Hash block) {
        rest.add(() -> runtime.headSet(block));
    }

    @Override
    public void finalizeBlock(Hash block, byte[] proof) {
        rest.add(() -> runtime.chain().finalizeUpTo(block, proof));
    }

    @Override
    public void fetch(long height, PeerId from) {
        rest.add(() -> runtime.wire().fetch(height, from));
    }

    @Override
    public void reportFault(byte[] evidence) {
        rest.add(() -> runtime.faultSeen(evidence));
    }

    @Override
    public void penalise(PeerId peer, String reason) {
        rest.add(() -> runtime.wire().penalise(peer, reason));
    }

    @Override
    public void trace(TracePoint point, long view, Hash block) {
        rest.add(() -> runtime.traced(point, view, block));
    }

    @Override
    public void heard(PublicKey member, long view) {
        rest.add(() -> runtime.heard(member, view));
    }

    @Override
    public void ownKeyHeard(String where) {
        rest.add(() -> runtime.halt(NodeError.OWN_KEY_HEARD, where));
    }

    @Override
    public void halt(String reason) {
        rest.add(() -> runtime.halt(reason));
    }
}
