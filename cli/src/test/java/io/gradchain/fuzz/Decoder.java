package io.gradchain.fuzz;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A row of the table of decoders.
 *
 * @param samples bytes the door accepts, to start from
 * @param perByte bytes of heap that reading may take for each byte of input
 * @param constant bytes of heap that reading may take besides
 * @param cost how many reads of a small message one of these is worth
 */
record Decoder(String name, Door door, List<byte[]> samples, int perByte, int constant, int cost) {
    private static final int PER_BYTE = 24;
    private static final int CONSTANT = 4 << 10;

    Decoder {
        samples = List.copyOf(samples);
    }

    /** Of bytes that have one form each and refuse by {@link DecodeException} alone. */
    static <T> Decoder canonical(
            String name, Function<byte[], T> decode, Function<T, byte[]> encode, List<byte[]> samples) {
        Door door = in -> {
            try {
                T value = decode.apply(in);
                return Door.accepted(value, () -> encode.apply(value));
            } catch (DecodeException refused) {
                return new Door.Refused(refused.getMessage());
            }
        };
        return new Decoder(name, door, samples, PER_BYTE, CONSTANT, 1);
    }

    /** Of a type that is part of others. */
    static <T> Decoder part(
            String name, Function<ByteReader, T> read, BiConsumer<ByteWriter, T> write, List<byte[]> samples) {
        return canonical(
                name,
                in -> ByteReader.decode(in, read),
                value -> {
                    ByteWriter out = new ByteWriter();
                    write.accept(out, value);
                    return out.toByteArray();
                },
                samples);
    }

    /** Of a door of its own kind. */
    static Decoder of(String name, Door door, List<byte[]> samples) {
        return new Decoder(name, door, samples, PER_BYTE, CONSTANT, 1);
    }

    Decoder taking(int bytesPerByte, int bytes) {
        return new Decoder(name, door, samples, bytesPerByte, bytes, cost);
    }

    Decoder costing(int reads) {
        return new Decoder(name, door, samples, perByte, constant, reads);
    }

    long cap(int length) {
        return constant + (long) perByte * length;
    }

    @Override
    public String toString() {
        return name;
    }
}
