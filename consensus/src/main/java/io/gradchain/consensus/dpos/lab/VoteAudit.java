package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.LogRecord;
import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.dpos.MessageCodec;
import io.gradchain.consensus.dpos.MessageCodec.Decoded;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the vote logs of all runs of all producers together: a producer signs one block of its own and votes for one block
 * in a slot, never votes in a slot before one it voted in, never for a block that names less as certified than one it
 * voted for in the same epoch, and sends nothing that is not in its log. It shares no rule with the engine.
 */
public final class VoteAudit implements Auditor {
    private final MessageCodec codec = new MessageCodec(0);
    private final Map<Integer, History> histories = new TreeMap<>();

    private static final class History {
        private final Map<Long, Hash> voted = new TreeMap<>();
        private final Map<Long, Hash> proposed = new TreeMap<>();
        private final Map<Long, Long> locks = new TreeMap<>();
        private long last;
    }

    @Override
    public Optional<String> persisted(int validator, byte[] record) {
        History history = histories.computeIfAbsent(validator, v -> new History());
        return switch (LogRecord.decode(record, 0)) {
            case LogRecord.Voted voted -> voted(history, "validator " + validator, voted);
            case LogRecord.Proposed(long epoch, boolean own, Vote vote) ->
                own
                        ? once(history.proposed, vote, "validator " + validator + " signed two blocks as PROPOSE")
                        : Optional.empty();
            case LogRecord.Proven proven -> Optional.empty();
            case LogRecord.Other other -> Optional.of("validator " + validator + " logged a foreign record");
            case LogRecord.Unreadable(String reason) ->
                Optional.of("validator " + validator + " logged an unreadable record: " + reason);
        };
    }

    private static Optional<String> voted(History history, String who, LogRecord.Voted record) {
        Vote vote = record.vote();
        Optional<String> twice = once(history.voted, vote, who + " signed two blocks as NOTARIZE");
        if (twice.isPresent()) {
            return twice;
        }
        if (vote.view() < history.last) {
            return Optional.of(who + " voted in slot " + vote.view() + " after slot " + history.last);
        }
        history.last = vote.view();
        Long lock = history.locks.put(record.epoch(), record.justifySlot());
        return lock != null && record.justifySlot() < lock
                ? Optional.of(who + " voted below its lock, in slot " + vote.view())
                : Optional.empty();
    }

    private static Optional<String> once(Map<Long, Hash> signed, Vote vote, String otherwise) {
        Hash earlier = signed.putIfAbsent(vote.view(), vote.block());
        return earlier != null && !earlier.equals(vote.block())
                ? Optional.of(otherwise + " in slot " + vote.view())
                : Optional.empty();
    }

    @Override
    public Optional<String> sent(int validator, byte[] message) {
        History history = histories.computeIfAbsent(validator, v -> new History());
        return switch (codec.decode(message)) {
            case Decoded.Read(Message.Cast(long epoch, Vote vote)) -> durable(history.voted, validator, vote);
            case Decoded.Read(Message.Proposal proposal) -> durable(history.proposed, validator, proposal.vote());
            case Decoded.Read read -> Optional.empty();
            case Decoded.Foreign foreign -> Optional.of("validator " + validator + " sent a foreign message");
            case Decoded.Malformed malformed ->
                Optional.of("validator " + validator + " sent garbage: " + malformed.reason());
        };
    }

    /** An honest producer sends no blocks and votes unasked but its own. */
    private static Optional<String> durable(Map<Long, Hash> signed, int validator, Vote vote) {
        return vote.block().equals(signed.get(vote.view()))
                ? Optional.empty()
                : Optional.of("validator " + validator + " sent a vote that is not durable, in slot " + vote.view());
    }
}
