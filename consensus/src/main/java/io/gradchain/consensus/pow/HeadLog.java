package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The heads in the durable log, one a record (C-116). They are no votes and bind nobody: the newest whose block is still
 * there is where a restart goes on.
 *
 * <pre>
 *  u8 1 | 32 hash
 * </pre>
 */
final class HeadLog {
    private static final int VERSION = 1;
    private static final int KEPT = 64;
    /** Records after which the log is rewritten. */
    private static final int MANY = 1_024;

    private final Deque<byte[]> newest = new ArrayDeque<>();
    private final List<Hash> unsaved = new ArrayList<>();
    private int records;

    /** The newest head of an earlier run; the final block where there is none. */
    BlockHeader restore(List<byte[]> log, ChainView chain) {
        records = log.size();
        newest.addAll(log.subList(Math.max(0, log.size() - KEPT), log.size()));
        for (byte[] record : log.reversed()) {
            Optional<BlockHeader> head = read(record).flatMap(chain::header);
            if (head.isPresent()) {
                return head.get();
            }
        }
        return chain.finalizedHeader();
    }

    private static Optional<Hash> read(byte[] record) {
        try {
            ByteReader in = new ByteReader(record);
            return in.u8() == VERSION ? Optional.of(Hash.read(in)) : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** A valid block, to be kept no later than a head above it. */
    void valid(Hash block) {
        unsaved.add(block);
    }

    int unsaved() {
        return unsaved.size();
    }

    void head(Hash hash, Effects out) {
        unsaved.forEach(out::persistBlock);
        unsaved.clear();
        ByteWriter record = new ByteWriter().u8(VERSION);
        Hash.write(record, hash);
        newest.addLast(record.toByteArray());
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
        out.persist(record.toByteArray());
        if (++records > MANY) {
            records = newest.size();
            out.compactLog(List.copyOf(newest));
        }
    }
}
