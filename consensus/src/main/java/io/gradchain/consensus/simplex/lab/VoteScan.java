package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.sim.Auditor;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.simplex.MessageCodec.Logged;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the vote logs of all runs of all validators together: a validator may sign one block for each epoch, view and kind, not
 * both nullify and finalize a view, and send nothing that is not in its log. It shares no rule with the engine.
 */
public final class VoteScan implements Auditor {
    private final MessageCodec codec;
    private final Map<Integer, Map<Long, Map<Long, Map<Ballot, Hash>>>> signed = new TreeMap<>();

    /** @param context of epoch 0 */
    public VoteScan(SigningContext context) {
        codec = new MessageCodec(context);
    }

    @Override
    public Optional<String> persisted(int validator, byte[] record) {
        return persisted(validator, 0, codec, record);
    }

    private Optional<String> persisted(int validator, long epoch, MessageCodec own, byte[] record) {
        return switch (own.decodeLogged(record)) {
            case Logged.Own(Vote vote) -> sign(validator, epoch, vote);
            case Logged.Proof proof -> Optional.empty();
            case Logged.Other(long other, long incarnation) ->
                epoch == 0 && other != 0
                        ? persisted(validator, other, codec.of(other), record)
                        : Optional.of("validator " + validator + " logged a foreign record");
            case Logged.Unreadable(String reason) ->
                Optional.of("validator " + validator + " logged an unreadable record: " + reason);
        };
    }

    private Optional<String> sign(int validator, long epoch, Vote vote) {
        Map<Ballot, Hash> inView = inView(validator, epoch, vote);
        Hash earlier = inView.putIfAbsent(vote.ballot(), vote.block());
        String who = "validator " + validator + " in epoch " + epoch + " and view " + vote.view();
        if (earlier != null && !earlier.equals(vote.block())) {
            return Optional.of(who + " signed two blocks as " + vote.ballot());
        }
        return inView.containsKey(Ballot.NULLIFY) && inView.containsKey(Ballot.FINALIZE)
                ? Optional.of(who + " signed both Nullify and Finalize")
                : Optional.empty();
    }

    private Map<Ballot, Hash> inView(int validator, long epoch, Vote vote) {
        return signed.computeIfAbsent(validator, v -> new TreeMap<>())
                .computeIfAbsent(epoch, e -> new TreeMap<>())
                .computeIfAbsent(vote.view(), v -> new EnumMap<>(Ballot.class));
    }

    @Override
    public Optional<String> sent(int validator, byte[] message) {
        return sent(validator, 0, codec, message);
    }

    private Optional<String> sent(int validator, long epoch, MessageCodec own, byte[] message) {
        return switch (own.decode(message)) {
            case Decoded.Read(Message.Cast(Vote vote)) -> logged(validator, epoch, vote);
            case Decoded.Read(Message.Propose(Vote vote, Block block)) -> logged(validator, epoch, vote);
            case Decoded.Read read -> Optional.empty();
            case Decoded.Foreign(long other, long incarnation) ->
                epoch == 0 && other != 0
                        ? sent(validator, other, codec.of(other), message)
                        : Optional.of("validator " + validator + " sent a foreign message");
            case Decoded.Malformed malformed ->
                Optional.of("validator " + validator + " sent garbage: " + malformed.reason());
        };
    }

    /** An honest validator sends no votes but its own. */
    private Optional<String> logged(int validator, long epoch, Vote vote) {
        return vote.block().equals(inView(validator, epoch, vote).get(vote.ballot()))
                ? Optional.empty()
                : Optional.of("validator " + validator + " sent a vote that is not durable, in epoch " + epoch
                        + " and view " + vote.view());
    }
}
