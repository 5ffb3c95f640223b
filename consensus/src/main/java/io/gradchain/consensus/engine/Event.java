package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;

/** What happens to an engine. Everything it knows of the world arrives as one of these. */
public sealed interface Event {
    /** A consensus message from an authenticated peer; its bytes are hostile. */
    record PeerMessage(PeerId from, byte[] message) implements Event {}

    /** A timer set by {@link Effects#setTimer} ran out; it was neither replaced nor cancelled since. */
    record TimerFired(String timer) implements Event {}

    /**
     * The mempool's transactions that could be executed on the newest head have gas limits of {@code gas} in total;
     * 0 means that there are none. Sent after every {@link Effects#setHead} and whenever the sum changes.
     */
    record TxPending(long gas) implements Event {
        public TxPending {
            if (gas < 0) {
                throw new IllegalArgumentException("gas is never negative");
            }
        }
    }

    /** A peer was connected or connected again: what was sent while it was away is lost. */
    record PeerJoined(PeerId peer) implements Event {}

    /** The answer to {@link Effects#buildPayload}: executed by us, so its roots are right. */
    record PayloadBuilt(long request, Block block) implements Event {}

    /** The answer to {@link Effects#seek}: the block with its seal, as valid as the one it was made of. */
    record SealFound(long request, Block block) implements Event {}

    /** Slot {@code number} begins by our own clock: the whole periods since block zero; some may be passed over. */
    record Slot(long number) implements Event {}

    /** The answer to {@link Effects#checkBlock}; single-shot: "not yet" is no answer. */
    record BlockChecked(Hash block, Verdict verdict) implements Event {}

    /** Sync imported final blocks up to {@code header}, proven by {@code proof}. */
    record ChainAdvanced(BlockHeader header, byte[] proof) implements Event {}

    /** What executing a proposed block said. */
    sealed interface Verdict {
        record Valid() implements Verdict {}

        /** Permanently invalid; {@code reason} starts with a numbered rule. */
        record Invalid(String reason) implements Verdict {}
    }
}
