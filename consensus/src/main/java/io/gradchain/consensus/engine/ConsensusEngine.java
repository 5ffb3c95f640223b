package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * An engine as a pure state machine (C-1): events in, effects out, one thread, no clock, no IO, no randomness of its own.
 * The same object runs under the network runtime and under the simulator.
 */
public interface ConsensusEngine {
    EngineSpec spec();

    /** The event that ends {@link SignFloor#isSilent listening}: a timer of that name runs out. */
    String LISTENED = "listened";

    /** The highest own signature of each lane in the records of a vote log (C-28). */
    default List<SignMark> signed(List<byte[]> records) {
        return List.of();
    }

    /** Called before {@link #recover} where a sign guard is kept. */
    default void guard(SignFloor floor) {}

    /** Called once, before any event, with all durable records of earlier runs in order; may already emit effects. */
    void recover(List<byte[]> records, ChainView chain, Effects out);

    /** Handles one event. The effects of one call are a unit: every persist is durable before any send (C-2). */
    void on(Event event, Effects out);

    /** The epoch of a block of that height with that seal: which committee proposes it and votes for it. */
    default long epoch(long height, byte[] seal) {
        return 0;
    }

    /** Whether the state after such a block elects the committee of the next epoch. */
    default boolean endsEpoch(long height, byte[] seal) {
        return false;
    }

    /** How often a member of that weight may propose, in proportion to the others': who does much less is absent. */
    default long turns(long weight) {
        return weight;
    }

    /** The least time in ms that a child of {@code parent} may state. */
    default long earliestTime(BlockHeader parent, Headers ancestors) {
        return parent.timeMillis() + 1;
    }

    /**
     * Check of the header's own seal (leader or work) and time against its ancestors; used by sync and light clients.
     * Block zero has none to check.
     *
     * @param committee of the header's epoch
     */
    boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee);

    /**
     * What of that check the header alone can show: for clients that pass over its ancestors on the strength of a proof of
     * finality.
     */
    default boolean verifySeal(BlockHeader header, Committee committee) {
        return verifySeal(header, hash -> Optional.empty(), committee);
    }

    /**
     * What {@code evidence}, hostile bytes, proves; empty when it proves nothing.
     *
     * @param committees by epoch, as far back as they are kept
     */
    default Optional<Offence> judge(byte[] evidence, LongFunction<Optional<Committee>> committees) {
        return Optional.empty();
    }

    /** Stateless check that {@code proof} makes {@code header} and its ancestors final. */
    boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee);

    /** Fork choice: positive when {@code a} is the better head; 0 keeps the one seen first. */
    default int compare(BlockHeader a, BlockHeader b) {
        return Long.compare(a.height(), b.height());
    }

    /**
     * Where finality is only depth: the chance, in parts per billion, that an attacker undoes a block that is called final, by
     * his share of all work in permille. Empty where finality is proven.
     */
    default SortedMap<Integer, Long> reversalOdds() {
        return new TreeMap<>();
    }

    /** Whose turn it is to propose in the view last entered; empty where nobody's in particular. For the engine's thread. */
    default Optional<PublicKey> leader() {
        return Optional.empty();
    }

    /** What the engine knows of a block by now. */
    default Finality finality(BlockHeader header) {
        return new Finality.Unknown();
    }
}
