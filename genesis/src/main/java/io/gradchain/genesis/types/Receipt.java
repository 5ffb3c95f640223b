package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import java.util.List;

/**
 * What became of an included transaction (G-9). It commits to codes, program counter and index only: words and source
 * places are derived from the source map, off the chain.
 */
public record Receipt(Hash transaction, long gasUsed, Outcome outcome, List<Event> events) {
    public static final int MAX_EVENTS = 65_536;
    public static final int MAX_OUTPUT = 256 * 1024;

    public Receipt {
        if (gasUsed < 0 || events.size() > MAX_EVENTS) {
            throw new IllegalArgumentException("negative gas or too many events");
        }
        events = List.copyOf(events);
    }

    /** How a transaction ended. */
    public sealed interface Outcome {}

    /** Took effect; {@code output} is the encoded return value, or the new contract's address. */
    public record Succeeded(byte[] output) implements Outcome {
        public Succeeded {
            if (output.length > MAX_OUTPUT) {
                throw new IllegalArgumentException("output of " + output.length + " bytes, the limit is " + MAX_OUTPUT);
            }
            output = output.clone();
        }

        @Override
        public byte[] output() {
            return output.clone();
        }
    }

    /**
     * Was undone, but for its fee.
     *
     * @param code the reason: a VM trap code, or an execution code
     * @param function index of the function in the contract, 0 outside contracts
     * @param pc instruction within the function
     * @param index element of the tensor, or a detail that {@code code} defines; -1 where there is none
     */
    public record Failed(int code, int function, int pc, long index) implements Outcome {
        public Failed {
            if (code < 0 || code > 0xffff || function < 0 || function > 0xffff || pc < 0) {
                throw new IllegalArgumentException("code and function have 16 bits, pc 31");
            }
        }
    }

    public static Receipt read(ByteReader in) {
        return new Receipt(
                Hash.read(in),
                in.u63(),
                switch (in.u8()) {
                    case 0 -> new Succeeded(in.bytes(MAX_OUTPUT));
                    case 1 -> new Failed(in.u16(), in.u16(), in.u32(), in.i64());
                    default -> throw in.fail("unknown outcome");
                },
                in.list(MAX_EVENTS, Event::read));
    }

    public static void write(ByteWriter out, Receipt receipt) {
        Hash.write(out, receipt.transaction);
        out.u63(receipt.gasUsed);
        switch (receipt.outcome) {
            case Succeeded done -> out.u8(0).bytes(done.output);
            case Failed failed ->
                out.u8(1).u16(failed.code).u16(failed.function).u32(failed.pc).i64(failed.index);
        }
        out.list(receipt.events, Event::write);
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return out.toByteArray();
    }

    public Hash hash() {
        return Hashing.hash(Domain.RECEIPT, encoded());
    }
}
