package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/**
 * What an engine asks of its runtime. The runtime collects the effects of one turn and applies them in this order:
 * every persist, one fsync, then all the rest in the order given (C-2).
 */
public interface Effects {
    /** Appends a record to the vote log. */
    void persist(byte[] record);

    /** A signature is part of this turn: the sign guard holds it, after the records and before any send (C-28). */
    void mark(SignMark mark);

    /** Makes the checked block (body and state) durable together with this turn's records. */
    void persistBlock(Hash block);

    /**
     * Replaces the whole vote log by these records, atomically. What is left out lies below a block finalized in an
     * earlier turn, whose {@link #finalizeBlock} must be durable by now.
     */
    void compactLog(List<byte[]> records);

    void send(PeerId to, byte[] message);

    /** To every connected peer, committee member or observer; never to ourselves. */
    void broadcast(byte[] message);

    /** Sets or replaces the timer of that name. */
    void setTimer(String timer, long delayMillis);

    void cancelTimer(String timer);

    /**
     * Asks for a block on {@code parent}, whose header carries {@code seal}; answered by {@link Event.PayloadBuilt}
     * with the same {@code request}.
     *
     * The header names {@link Committee.Member#address} of our own key as its proposer.
     *
     * @param maxGas most gas the block may use
     * @param empty true for a block without transactions
     */
    void buildPayload(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty);

    /**
     * Asks for a seal of {@code block}, which was built here; answered by {@link Event.SealFound} with the same
     * {@code request}, or never. A later search takes the place of this one.
     */
    void seek(long request, Hash block, Puzzle puzzle);

    /** Ends the search under way, if any. */
    void stopSeeking();

    /** From now on {@link Event.Slot} tells of each beginning of a period of the wall clock since block zero. */
    void followSlots(long periodMillis);

    /**
     * Asks whether the block executes to the roots its header states; its parent was checked before. The answer waits
     * while the header's time is further ahead of the clock than {@link EngineSpec#clockTolerance}.
     */
    void checkBlock(Block block);

    /**
     * The block clients should see as the newest. What was pending is forgotten: the runtime answers with
     * {@link Event.TxPending} for that head.
     */
    void setHead(Hash block);

    /**
     * The block and all its ancestors are final. Where {@link EngineSpec#finalizes} does not hold, they are deep enough to
     * be called so, {@code proof} is empty, and a later call may name another branch.
     */
    void finalizeBlock(Hash block, byte[] proof);

    /** We are behind: final blocks up to {@code height} exist and we lack them; answered by {@link Event.ChainAdvanced}. */
    void fetch(long height, PeerId from);

    /** Provable misbehaviour of a validator, as encoded evidence. */
    void reportFault(byte[] evidence);

    /** {@code peer} broke numbered rule {@code reason}. */
    void penalise(PeerId peer, String reason);

    /** A measured point in the life of a block; the same points for every engine. */
    void trace(TracePoint point, long view, Hash block);

    /**
     * A genuine statement of a committee member was taken in, made in {@code view}: a sign of life for whoever watches.
     * Not every one is told of: what comes after a decision may go unread.
     */
    default void heard(PublicKey member, long view) {}

    /** A genuine signature of our own key that we did not make: two nodes use the key, and we must be the one that stops. */
    default void ownKeyHeard(String where) {
        halt("another node signs with our key: " + where);
    }

    /** We disagree with a quorum about execution: stop voting and tell a human. */
    void halt(String reason);
}
