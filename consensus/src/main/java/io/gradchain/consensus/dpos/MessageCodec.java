package io.gradchain.consensus.dpos;

import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/**
 * The bytes of messages (C-206).
 *
 * <pre>
 *  u8 version | u8 type | u63 incarnation | body
 * </pre>
 */
public final class MessageCodec {
    /** Largest encoded message. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int VERSION = 1;

    private final long incarnation;

    public MessageCodec(long incarnation) {
        this.incarnation = incarnation;
    }

    public byte[] encode(Message message) {
        return switch (message) {
            case Message.Proposal proposal -> {
                ByteWriter out = open(1);
                write(out, proposal);
                yield out.toByteArray();
            }
            case Message.Cast cast -> {
                ByteWriter out = open(2).u63(cast.epoch());
                Vote.write(out, cast.vote());
                yield out.toByteArray();
            }
            case Message.Certified certified -> {
                ByteWriter out = open(3).u63(certified.epoch());
                Certificate.write(out, certified.certificate());
                yield out.toByteArray();
            }
            case Message.CertificateRequest request -> {
                ByteWriter out = open(4);
                Hash.write(out, request.block());
                yield out.toByteArray();
            }
            case Message.BlockRequest request -> {
                ByteWriter out = open(5);
                Hash.write(out, request.block());
                yield out.list(request.known(), Hash::write).toByteArray();
            }
            case Message.Blocks blocks -> {
                ByteWriter out = open(6);
                Hash.write(out, blocks.wanted());
                yield out.list(blocks.proposals(), MessageCodec::write).toByteArray();
            }
            case Message.Finalized finalized -> {
                ByteWriter out = open(7);
                BlockHeader.write(out, finalized.header());
                yield out.bytes(finalized.proof()).toByteArray();
            }
        };
    }

    /** Never throws on hostile bytes: what is wrong with them is a value. */
    public Decoded decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Decoded.Malformed("longer than " + MAX_BYTES + " bytes");
        }
        try {
            ByteReader in = new ByteReader(bytes);
            int version = in.u8();
            if (version != VERSION) {
                throw in.fail("unknown message version " + version);
            }
            int type = in.u8();
            if (in.u63() != incarnation) {
                return new Decoded.Foreign();
            }
            Message message = read(in, type);
            in.expectEnd();
            return new Decoded.Read(message);
        } catch (DecodeException | IllegalArgumentException e) {
            return new Decoded.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Message read(ByteReader in, int type) {
        return switch (type) {
            case 1 -> proposal(in);
            case 2 -> new Message.Cast(in.u63(), Vote.read(in));
            case 3 -> new Message.Certified(in.u63(), Certificate.read(in));
            case 4 -> new Message.CertificateRequest(Hash.read(in));
            case 5 -> new Message.BlockRequest(Hash.read(in), in.list(Message.MAX_KNOWN, Hash::read));
            case 6 -> new Message.Blocks(Hash.read(in), in.list(Message.MAX_BLOCKS, MessageCodec::proposal));
            case 7 -> new Message.Finalized(BlockHeader.read(in), in.bytes(FinalityProof.MAX_BYTES));
            default -> throw in.fail("unknown message type " + type);
        };
    }

    private static void write(ByteWriter out, Message.Proposal proposal) {
        Vote.write(out, proposal.vote());
        Block.write(out, proposal.block());
        out.list(proposal.justify().stream().toList(), Certificate::write);
    }

    private static Message.Proposal proposal(ByteReader in) {
        Vote vote = Vote.read(in);
        Block block = Block.read(in);
        if (!block.hasItsBody()) {
            throw in.fail("the transactions are not those the header commits to");
        }
        List<Certificate> justify = in.list(1, Certificate::read);
        return new Message.Proposal(vote, block, justify.stream().findFirst());
    }

    private ByteWriter open(int type) {
        return new ByteWriter().u8(VERSION).u8(type).u63(incarnation);
    }

    /** What bytes from a peer turned out to be. */
    public sealed interface Decoded {
        record Read(Message message) implements Decoded {}

        /** Of another incarnation: not ours to judge. */
        record Foreign() implements Decoded {}

        record Malformed(String reason) implements Decoded {}
    }
}
