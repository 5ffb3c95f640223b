package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** An engine that does what a test says and remembers what it was told. */
final class ScriptedEngine implements ConsensusEngine {
    final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final BiConsumer<Event, Effects> script;

    ScriptedEngine(BiConsumer<Event, Effects> script) {
        this.script = script;
    }

    /** The next thing the engine hears, waited for at most 10 s. */
    Object next() {
        try {
            Object next = heard.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the engine heard nothing within 10 s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public EngineSpec spec() {
        return new EngineSpec(
                "scripted", true, EngineSpec.Proposers.ELECTED, EngineSpec.Beacon.VRF, 1_000, new TreeMap<>());
    }

    @Override
    public void recover(List<byte[]> records, ChainView chain, Effects out) {
        heard.add("recover " + records.size());
    }

    @Override
    public void on(Event event, Effects out) {
        heard.add(event);
        script.accept(event, out);
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        return true;
    }

    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        return true;
    }

    @Override
    public int compare(BlockHeader a, BlockHeader b) {
        return Long.compare(a.height(), b.height());
    }

    @Override
    public Finality finality(BlockHeader header) {
        return new Finality.Unknown();
    }
}
