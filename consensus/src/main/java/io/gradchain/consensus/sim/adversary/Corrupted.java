package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;

/** An honest engine whose words pass through an adversary's hands. */
public abstract class Corrupted implements ConsensusEngine {
    private final ConsensusEngine honest;

    protected Corrupted(ConsensusEngine honest) {
        this.honest = honest;
    }

    /** Says {@code message}, or something else, or nothing; {@code to} is empty for a broadcast. */
    protected abstract void say(Optional<PeerId> to, byte[] message, Effects out);

    protected static void forward(Optional<PeerId> to, byte[] message, Effects out) {
        to.ifPresentOrElse(peer -> out.send(peer, message), () -> out.broadcast(message));
    }

    @Override
    public EngineSpec spec() {
        return honest.spec();
    }

    @Override
    public void recover(List<byte[]> records, ChainView chain, Effects out) {
        honest.recover(records, chain, new Tap(out));
    }

    @Override
    public void on(Event event, Effects out) {
        honest.on(event, new Tap(out));
    }

    @Override
    public long epoch(long height, byte[] seal) {
        return honest.epoch(height, seal);
    }

    @Override
    public long earliestTime(BlockHeader parent, Headers ancestors) {
        return honest.earliestTime(parent, ancestors);
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        return honest.verifySeal(header, ancestors, committee);
    }

    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        return honest.verifyFinality(header, proof, committee);
    }

    @Override
    public int compare(BlockHeader a, BlockHeader b) {
        return honest.compare(a, b);
    }

    @Override
    public Finality finality(BlockHeader header) {
        return honest.finality(header);
    }

    private final class Tap implements Effects {
        private final Effects out;

        private Tap(Effects out) {
            this.out = out;
        }

        @Override
        public void send(PeerId to, byte[] message) {
            say(Optional.of(to), message, out);
        }

        @Override
        public void broadcast(byte[] message) {
            say(Optional.empty(), message, out);
        }

        @Override
        public void persist(byte[] record) {
            out.persist(record);
        }

        @Override
        public void mark(SignMark mark) {
            out.mark(mark);
        }

        @Override
        public void persistBlock(Hash block) {
            out.persistBlock(block);
        }

        @Override
        public void compactLog(List<byte[]> records) {
            out.compactLog(records);
        }

        @Override
        public void setTimer(String timer, long delayMillis) {
            out.setTimer(timer, delayMillis);
        }

        @Override
        public void cancelTimer(String timer) {
            out.cancelTimer(timer);
        }

        @Override
        public void buildPayload(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
            out.buildPayload(request, parent, seal, maxGas, empty);
        }

        @Override
        public void seek(long request, Hash block, Puzzle puzzle) {
            out.seek(request, block, puzzle);
        }

        @Override
        public void stopSeeking() {
            out.stopSeeking();
        }

        @Override
        public void followSlots(long periodMillis) {
            out.followSlots(periodMillis);
        }

        @Override
        public void checkBlock(Block block) {
            out.checkBlock(block);
        }

        @Override
        public void setHead(Hash block) {
            out.setHead(block);
        }

        @Override
        public void finalizeBlock(Hash block, byte[] proof) {
            out.finalizeBlock(block, proof);
        }

        @Override
        public void fetch(long height, PeerId from) {
            out.fetch(height, from);
        }

        @Override
        public void reportFault(byte[] evidence) {
            out.reportFault(evidence);
        }

        @Override
        public void penalise(PeerId peer, String reason) {
            out.penalise(peer, reason);
        }

        @Override
        public void trace(TracePoint point, long view, Hash block) {
            out.trace(point, view, block);
        }

        @Override
        public void halt(String reason) {
            out.halt(reason);
        }
    }
}
