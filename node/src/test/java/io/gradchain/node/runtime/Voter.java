package io.gradchain.node.runtime;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.storage.file.RecordLog;
import io.gradchain.storage.file.SlotFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Validator 0 with its real engine, log and guard, and without threads: one turn after another, in the order of C-2. */
final class Voter implements Effects {
    final List<byte[]> persisted = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    final List<String> halts = new ArrayList<>();
    int signed;

    private final Views views;
    private final RecordLog log;
    private final SignGuard guard;
    private final ConsensusEngine engine;
    private final List<byte[]> records = new ArrayList<>();
    private final List<SignMark> marks = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final Deque<Event> answers = new ArrayDeque<>();

    Voter(Views views, RecordLog.Opened opened, SlotFile slots) {
        this.views = views;
        this.log = opened.log();
        this.guard = SignGuard.of(slots);
        this.engine = Engines.create(views.spec, Optional.of(views.keys.getFirst()), views.scheme, 0);
        guard.brief(engine, opened.records(), false);
        engine.recover(opened.records(), new View(views), this);
        endTurn();
    }

    void on(Event event) {
        answers.add(event);
        while (!answers.isEmpty() && halts.isEmpty()) {
            engine.on(answers.remove(), this);
            endTurn();
        }
    }

    private void endTurn() {
        guard.admit(marks);
        if (!records.isEmpty()) {
            log.append(List.copyOf(records));
            log.sync();
        }
        if (!marks.isEmpty()) {
            guard.save();
        }
        signed += marks.size();
        persisted.addAll(records);
        sent.addAll(messages);
        records.clear();
        marks.clear();
        messages.clear();
    }

    private record View(Views views) implements ChainView {
        @Override
        public Optional<Block> block(Hash hash) {
            return views.memory.chain.block(hash);
        }

        @Override
        public Committee committee(long epoch, BlockHeader root) {
            return views.committee;
        }

        @Override
        public BlockHeader finalizedHeader() {
            return views.memory.zero();
        }

        @Override
        public byte[] finalizedProof() {
            return new byte[0];
        }
    }

    @Override
    public void persist(byte[] record) {
        records.add(record);
    }

    @Override
    public void mark(SignMark mark) {
        marks.add(mark);
    }

    @Override
    public void persistBlock(Hash block) {}

    @Override
    public void compactLog(List<byte[]> all) {}

    @Override
    public void send(PeerId to, byte[] message) {
        messages.add(message);
    }

    @Override
    public void broadcast(byte[] message) {
        messages.add(message);
    }

    @Override
    public void setTimer(String timer, long delayMillis) {}

    @Override
    public void cancelTimer(String timer) {}

    @Override
    public void buildPayload(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
        answers.add(new Event.PayloadBuilt(request, views.build(parent, seal, 0, 0)));
    }

    @Override
    public void seek(long request, Hash block, Puzzle puzzle) {}

    @Override
    public void stopSeeking() {}

    @Override
    public void followSlots(long periodMillis) {}

    @Override
    public void checkBlock(Block block) {
        answers.add(new Event.BlockChecked(block.hash(), new Event.Verdict.Valid()));
    }

    @Override
    public void setHead(Hash block) {}

    @Override
    public void finalizeBlock(Hash block, byte[] proof) {}

    @Override
    public void fetch(long height, PeerId from) {}

    @Override
    public void reportFault(byte[] evidence) {}

    @Override
    public void penalise(PeerId peer, String reason) {
        throw new AssertionError(reason);
    }

    @Override
    public void trace(TracePoint point, long view, Hash block) {}

    @Override
    public void halt(String reason) {
        halts.add(reason);
    }
}
