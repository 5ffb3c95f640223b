package io.gradchain.consensus.dpos;

import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;

/**
 * A record of the vote log (C-224).
 *
 * <pre>
 *  u8 version | u8 kind | u63 incarnation | u63 epoch | body
 * </pre>
 */
public sealed interface LogRecord {
    /** Our vote; {@code justifySlot} is what the block named as certified, and so what we are locked on. */
    record Voted(long epoch, long justifySlot, Vote vote) implements LogRecord {}

    /** The producer's signature of a block kept; where it is our {@code own} it is a promise. */
    record Proposed(long epoch, boolean own, Vote vote) implements LogRecord {}

    record Proven(long epoch, Certificate certificate) implements LogRecord {}

    /** Of another incarnation: it binds nothing that can be signed now. */
    record Other() implements LogRecord {}

    record Unreadable(String reason) implements LogRecord {}

    int VERSION = 1;

    /** The bytes of one of the first three. */
    static byte[] encode(LogRecord entry, long incarnation) {
        return switch (entry) {
            case Voted voted -> {
                ByteWriter out = open(1, incarnation, voted.epoch()).u63(voted.justifySlot());
                Vote.write(out, voted.vote());
                yield out.toByteArray();
            }
            case Proposed proposed -> {
                ByteWriter out = open(2, incarnation, proposed.epoch()).bool(proposed.own());
                Vote.write(out, proposed.vote());
                yield out.toByteArray();
            }
            case Proven proven -> {
                ByteWriter out = open(3, incarnation, proven.epoch());
                Certificate.write(out, proven.certificate());
                yield out.toByteArray();
            }
            case Other other -> throw new IllegalArgumentException("nothing to write");
            case Unreadable unreadable -> throw new IllegalArgumentException("nothing to write");
        };
    }

    static LogRecord decode(byte[] bytes, long incarnation) {
        try {
            return ByteReader.decode(bytes, in -> read(in, incarnation));
        } catch (DecodeException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static LogRecord read(ByteReader in, long incarnation) {
        int version = in.u8();
        int kind = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown record version " + version);
        }
        if (in.u63() != incarnation) {
            in.raw(in.remaining());
            return new Other();
        }
        long epoch = in.u63();
        return switch (kind) {
            case 1 -> new Voted(epoch, in.u63(), Vote.read(in));
            case 2 -> new Proposed(epoch, in.bool(), Vote.read(in));
            case 3 -> new Proven(epoch, Certificate.read(in));
            default -> throw in.fail("unknown kind of record " + kind);
        };
    }

    private static ByteWriter open(int kind, long incarnation, long epoch) {
        return new ByteWriter().u8(VERSION).u8(kind).u63(incarnation).u63(epoch);
    }
}
