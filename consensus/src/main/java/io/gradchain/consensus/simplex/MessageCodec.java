package io.gradchain.consensus.simplex;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/**
 * The bytes of messages and of vote log records (C-13).
 *
 * <pre>
 *  u8 version | u8 type | u63 epoch | u63 incarnation | body
 * </pre>
 */
public final class MessageCodec {
    /** Largest encoded message. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 18;
    /** Type 0 is a vote in the log; it never travels. */
    private static final int LOGGED_VOTE = 0;

    private static final int CERTIFIED = 3;

    private final long epoch;
    private final long incarnation;

    public MessageCodec(SigningContext context) {
        this(context.epoch(), context.incarnation());
    }

    private MessageCodec(long epoch, long incarnation) {
        this.epoch = epoch;
        this.incarnation = incarnation;
    }

    /** The same of another epoch. */
    public MessageCodec of(long other) {
        return new MessageCodec(other, incarnation);
    }

    public byte[] encode(Message message) {
        return switch (message) {
            case Message.Propose propose -> {
                ByteWriter out = open(1);
                Vote.write(out, propose.vote());
                Block.write(out, propose.block());
                yield out.toByteArray();
            }
            case Message.Cast cast -> {
                ByteWriter out = open(2);
                Vote.write(out, cast.vote());
                yield out.toByteArray();
            }
            case Message.Certified certified -> {
                ByteWriter out = open(CERTIFIED);
                Certificate.write(out, certified.certificate());
                yield out.toByteArray();
            }
            case Message.Build build -> {
                ByteWriter out = open(4).u63(build.view());
                Hash.write(out, build.parent());
                Signature.write(out.u63(build.gas()).u16(build.signer()), build.signature());
                yield out.toByteArray();
            }
            case Message.CertificateRequest request ->
                open(5).u63(request.first()).u63(request.last()).toByteArray();
            case Message.Certificates reply ->
                open(6).list(reply.certificates(), Certificate::write).toByteArray();
            case Message.BlockRequest request -> {
                ByteWriter out = open(7);
                Hash.write(out, request.block());
                yield out.toByteArray();
            }
            case Message.BlockReply reply -> {
                ByteWriter out = open(8);
                Block.write(out, reply.block());
                yield out.toByteArray();
            }
        };
    }

    /** A vote log record of an own vote; certificates are logged as the messages they travel in. */
    byte[] encodeLogged(Vote vote) {
        ByteWriter out = open(LOGGED_VOTE);
        Vote.write(out, vote);
        return out.toByteArray();
    }

    /** Never throws on hostile bytes: what is wrong with them is a value. */
    public Decoded decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Decoded.Malformed("longer than " + MAX_BYTES + " bytes");
        }
        try {
            ByteReader in = new ByteReader(bytes);
            Optional<Decoded> foreign = envelope(in);
            if (foreign.isPresent()) {
                return foreign.get();
            }
            int type = bytes[1];
            Message message = read(in, type);
            in.expectEnd();
            return new Decoded.Read(message);
        } catch (DecodeException | IllegalArgumentException e) {
            return new Decoded.Malformed(e.getMessage());
        }
    }

    /** What a certificate that travels alone is about; most arrive once from each validator, and are not read further. */
    record Outline(Ballot ballot, long view, Hash block) {}

    /** Empty for every message that is no certificate of this epoch and incarnation. */
    Optional<Outline> outline(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes.length > MAX_BYTES || bytes[1] != CERTIFIED) {
            return Optional.empty();
        }
        try {
            ByteReader in = new ByteReader(bytes);
            Ballot ballot = envelope(in).isPresent() ? null : Ballot.ofCode(in.u8());
            return ballot == null
                    ? Optional.empty()
                    : Optional.of(new Outline(ballot, in.u63(), ballot == Ballot.NULLIFY ? Hash.ZERO : Hash.read(in)));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private Optional<Decoded> envelope(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown message version " + version);
        }
        in.u8();
        long theirEpoch = in.u63();
        long theirs = in.u63();
        if (theirEpoch != epoch || theirs != incarnation) {
            return Optional.of(new Decoded.Foreign(theirEpoch, theirs));
        }
        return Optional.empty();
    }

    /** Whoever passes a block on can put other transactions in: they would speak in the name of its hash. */
    private static Block whole(ByteReader in) {
        Block block = Block.read(in);
        if (!block.hasItsBody()) {
            throw in.fail("the transactions are not those the header commits to");
        }
        return block;
    }

    private static Message read(ByteReader in, int type) {
        return switch (type) {
            case 1 -> new Message.Propose(Vote.read(in), whole(in));
            case 2 -> new Message.Cast(Vote.read(in));
            case CERTIFIED -> new Message.Certified(Certificate.read(in));
            case 4 -> new Message.Build(in.u63(), Hash.read(in), in.u63(), in.u16(), Signature.read(in));
            case 5 -> new Message.CertificateRequest(in.u63(), in.u63());
            case 6 -> new Message.Certificates(in.list(2 * Message.MAX_BATCH + 1, Certificate::read));
            case 7 -> new Message.BlockRequest(Hash.read(in));
            case 8 -> new Message.BlockReply(whole(in));
            default -> throw in.fail("unknown message type " + type);
        };
    }

    /** Reads a vote log record: an own vote, a certificate, or something of another epoch or incarnation. */
    public Logged decodeLogged(byte[] bytes) {
        try {
            if (bytes.length > HEADER_BYTES && bytes[1] == LOGGED_VOTE) {
                ByteReader in = new ByteReader(bytes);
                if (envelope(in).orElse(null) instanceof Decoded.Foreign(long theirEpoch, long theirs)) {
                    return new Logged.Other(theirEpoch, theirs);
                }
                Vote vote = Vote.read(in);
                in.expectEnd();
                return new Logged.Own(vote);
            }
        } catch (DecodeException | IllegalArgumentException e) {
            return new Logged.Unreadable(e.getMessage());
        }
        return switch (decode(bytes)) {
            case Decoded.Read(Message.Certified(Certificate certificate)) -> new Logged.Proof(certificate);
            case Decoded.Read other -> new Logged.Unreadable("a message that is never logged");
            case Decoded.Foreign(long theirEpoch, long theirs) -> new Logged.Other(theirEpoch, theirs);
            case Decoded.Malformed malformed -> new Logged.Unreadable(malformed.reason());
        };
    }

    private ByteWriter open(int type) {
        return new ByteWriter().u8(VERSION).u8(type).u63(epoch).u63(incarnation);
    }

    /** What bytes from a peer turned out to be. */
    public sealed interface Decoded {
        record Read(Message message) implements Decoded {}

        /** Of another epoch or incarnation: not ours to judge. */
        record Foreign(long epoch, long incarnation) implements Decoded {}

        record Malformed(String reason) implements Decoded {}
    }

    /** What a vote log record turned out to be. */
    public sealed interface Logged {
        record Own(Vote vote) implements Logged {}

        record Proof(Certificate certificate) implements Logged {}

        /** Of another epoch or incarnation. */
        record Other(long epoch, long incarnation) implements Logged {}

        record Unreadable(String reason) implements Logged {}
    }
}
