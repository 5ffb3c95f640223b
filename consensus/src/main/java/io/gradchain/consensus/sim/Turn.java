package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The effects of one turn, held back as C-2 asks: what is to be durable, and the rest in order. */
final class Turn implements Effects {
    private final SimNode node;
    private final List<byte[]> records = new ArrayList<>();
    private final List<SignMark> marks = new ArrayList<>();
    private final List<Hash> blocks = new ArrayList<>();
    private Optional<List<byte[]>> compacted = Optional.empty();
    private final List<Runnable> rest = new ArrayList<>();

    Turn(SimNode node) {
        this.node = node;
    }

    List<byte[]> records() {
        return records;
    }

    /** The rewritten log: it reaches the disk with the records, before anything else of the turn happens. */
    Optional<List<byte[]>> compacted() {
        return compacted;
    }

    List<SignMark> marks() {
        return marks;
    }

    List<Hash> blocks() {
        return blocks;
    }

    List<Runnable> rest() {
        return rest;
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
    public void persistBlock(Hash block) {
        blocks.add(block);
    }

    @Override
    public void compactLog(List<byte[]> all) {
        compacted = Optional.of(List.copyOf(all));
    }

    @Override
    public void send(PeerId to, byte[] message) {
        rest.add(() -> node.world().send(node, to, message));
    }

    @Override
    public void broadcast(byte[] message) {
        rest.add(() -> node.world().broadcast(node, message));
    }

    @Override
    public void setTimer(String timer, long delayMillis) {
        rest.add(() -> node.setTimer(timer, delayMillis));
    }

    @Override
    public void cancelTimer(String timer) {
        rest.add(() -> node.cancelTimer(timer));
    }

    @Override
    public void buildPayload(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
        rest.add(() -> node.build(request, parent, seal, maxGas));
    }

    @Override
    public void seek(long request, Hash block, Puzzle puzzle) {
        rest.add(() -> node.seek(request, block, puzzle));
    }

    @Override
    public void stopSeeking() {
        rest.add(node::stopSeeking);
    }

    @Override
    public void followSlots(long periodMillis) {
        rest.add(() -> node.followSlots(periodMillis));
    }

    @Override
    public void checkBlock(Block block) {
        rest.add(() -> node.check(block));
    }

    @Override
    public void setHead(Hash block) {
        rest.add(() -> node.setHead(block));
    }

    @Override
    public void finalizeBlock(Hash block, byte[] proof) {
        rest.add(() -> node.makeFinal(block, proof));
    }

    @Override
    public void fetch(long height, PeerId from) {
        rest.add(() -> node.world().sync(node, height, from));
    }

    @Override
    public void reportFault(byte[] evidence) {
        rest.add(() -> node.world().monitor().evidence(node, evidence));
    }

    @Override
    public void penalise(PeerId peer, String reason) {
        rest.add(() -> node.world().monitor().penalty(node, peer, reason));
    }

    @Override
    public void trace(TracePoint point, long view, Hash block) {
        rest.add(() -> node.world().monitor().trace(node, point, view, block));
    }

    @Override
    public void halt(String reason) {
        rest.add(() -> node.world().monitor().halted(node, reason));
    }
}
