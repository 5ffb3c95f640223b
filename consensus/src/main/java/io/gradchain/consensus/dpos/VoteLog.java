package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.voting.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What has to outlive a crash: own signatures, and what makes the blocks they speak of acceptable again (C-224).
 * Certificates are written with the next own signature, so that they cost no sync of their own.
 */
final class VoteLog {
    /** Records below the floor before the log is rewritten. */
    private static final int SLACK = 256;

    private final long incarnation;
    private final SequencedMap<Long, List<byte[]>> records = new TreeMap<>();
    private final List<LogRecord.Proven> unwritten = new ArrayList<>();
    private int stale;
    private boolean floorMoved;

    VoteLog(long incarnation) {
        this.incarnation = incarnation;
    }

    /** A record read at the start. */
    LogRecord restore(byte[] bytes) {
        LogRecord entry = LogRecord.decode(bytes, incarnation);
        file(entry, bytes);
        return entry;
    }

    void note(long epoch, Certificate certificate) {
        unwritten.add(new LogRecord.Proven(epoch, certificate));
    }

    /** Writes what must be durable before this turn's sends. */
    void write(LogRecord entry, Effects out) {
        unwritten.forEach(proven -> append(proven, out));
        unwritten.clear();
        append(entry, out);
    }

    private void append(LogRecord entry, Effects out) {
        byte[] bytes = LogRecord.encode(entry, incarnation);
        file(entry, bytes);
        out.persist(bytes);
    }

    private void file(LogRecord entry, byte[] bytes) {
        switch (entry) {
            case LogRecord.Voted voted -> keep(voted.vote().view(), bytes);
            case LogRecord.Proposed proposed -> keep(proposed.vote().view(), bytes);
            case LogRecord.Proven proven -> keep(proven.certificate().view(), bytes);
            case LogRecord.Other other -> stale++;
            case LogRecord.Unreadable unreadable -> {}
        }
    }

    private void keep(long slot, byte[] bytes) {
        records.computeIfAbsent(slot, s -> new ArrayList<>()).add(bytes);
    }

    /** Forgets what lies below the final block's slot. */
    void prune(long slot) {
        floorMoved = true;
        while (!records.isEmpty() && records.firstEntry().getKey() < slot) {
            stale += records.pollFirstEntry().getValue().size();
        }
        unwritten.removeIf(proven -> proven.certificate().view() < slot);
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
            out.compactLog(
                    records.sequencedValues().stream().flatMap(List::stream).toList());
        }
    }
}
