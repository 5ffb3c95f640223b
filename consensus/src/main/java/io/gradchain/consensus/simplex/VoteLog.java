package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What of the vote log is still needed: own votes, and the certificates seen before them (C-24). A certificate is written
 * with the next own vote, so that it costs no sync of its own.
 */
final class VoteLog {
    /** Records below the floor before the log is rewritten. */
    private static final int SLACK = 256;

    private final MessageCodec codec;
    private final SequencedMap<Long, List<byte[]>> records = new TreeMap<>();
    private final SequencedMap<Long, List<Vote>> votes = new TreeMap<>();
    private final List<Certificate> unwritten = new ArrayList<>();
    private final List<byte[]> later = new ArrayList<>();
    private Optional<byte[]> ending;
    private int stale;
    private boolean floorMoved = true;

    /** @param carried of the epoch before: its records bind nothing any more once this turn is durable */
    VoteLog(MessageCodec codec, Carried carried) {
        this.codec = codec;
        this.stale = carried.stale();
        this.ending = carried.ending();
    }

    /** A record read at the start. */
    void restore(byte[] record, long view) {
        keep(view, record);
    }

    /** A record read at the start that binds nothing any more. */
    void skip() {
        stale++;
    }

    /**
     * A record of an epoch that has not begun again: the end of ours was lost in a power cut, what was signed after it
     * was not.
     */
    void restoreLater(byte[] record) {
        later.add(record);
    }

    /** Records of epochs after this one. */
    List<byte[]> later() {
        return List.copyOf(later);
    }

    /** Records in the log that are not {@link #later}. */
    int size() {
        return stale + records.sequencedValues().stream().mapToInt(List::size).sum();
    }

    void restoreVote(Vote vote) {
        votes.computeIfAbsent(vote.view(), v -> new ArrayList<>()).add(vote);
    }

    void note(Certificate certificate) {
        unwritten.add(certificate);
    }

    /** Writes what must be durable before {@code vote} is sent, and the vote. */
    void write(Vote vote, Effects out) {
        ending.ifPresent(proof -> {
            stale++;
            out.persist(proof);
        });
        ending = Optional.empty();
        for (Certificate certificate : unwritten) {
            byte[] record = codec.encode(new Message.Certified(certificate));
            keep(certificate.view(), record);
            out.persist(record);
        }
        unwritten.clear();
        byte[] record = codec.encodeLogged(vote);
        keep(vote.view(), record);
        restoreVote(vote);
        out.persist(record);
    }

    /** Own votes from {@code view} on, oldest first. */
    List<Vote> votesFrom(long view) {
        List<Vote> found = new ArrayList<>();
        votes.sequencedEntrySet().forEach(entry -> {
            if (entry.getKey() >= view) {
                found.addAll(entry.getValue());
            }
        });
        return found;
    }

    /** Forgets what lies below the floor. */
    void prune(long floor) {
        floorMoved = true;
        while (!records.isEmpty() && records.firstEntry().getKey() < floor) {
            stale += records.pollFirstEntry().getValue().size();
        }
        while (!votes.isEmpty() && votes.firstEntry().getKey() < floor) {
            votes.pollFirstEntry();
        }
        unwritten.removeIf(certificate -> certificate.view() < floor);
    }

    /**
     * To be called last in a turn, since the rewritten log must hold what the turn persisted; and it waits for a turn in
     * which the floor rests, since a floor that just moved is not durable yet and the dropped votes still bind us.
     */
    void compactIfDue(Effects out) {
        if (floorMoved) {
            floorMoved = false;
        } else if (stale >= SLACK) {
            stale = 0;
            out.compactLog(Stream.concat(records.sequencedValues().stream().flatMap(List::stream), later.stream())
                    .toList());
        }
    }

    private void keep(long view, byte[] record) {
        records.computeIfAbsent(view, v -> new ArrayList<>()).add(record);
    }
}
