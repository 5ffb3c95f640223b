package io.gradchain.consensus.engine;

import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/**
 * An engine as a pure state machine (C-1): events in, effects out, one thread, no clock, no IO, no randomness of its own.
 * The same object runs under the network runtime and under the simulator.
 */
public interface ConsensusEngine {
    EngineSpec spec();

    /** Called once, before any event, with all durable records of earlier runs in order; may already emit effects. */
    void recover(List<byte[]> records, ChainView chain, Effects out);

    /** Handles one event. The effects of one call are a unit: every persist is durable before any send (C-2). */
    void on(Event event, Effects out);

    /**
     * Stateless check of the header's own seal (leader or work); used by sync and light clients. Block zero has none to
     * check.
     */
    boolean verifySeal(BlockHeader header, Committee committee);

    /** Stateless check that {@code proof} makes {@code header} and its ancestors final. */
    boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee);

    /** Fork choice: positive when {@code a} is the better head; 0 keeps the one seen first. */
    int compare(BlockHeader a, BlockHeader b);

    Finality finality(BlockHeader header);
}
