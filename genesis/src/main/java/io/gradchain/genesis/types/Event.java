package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/**
 * What a contract announced.
 *
 * @param topic index of the event in the contract's interface
 * @param data the encoded values, at most {@link #MAX_DATA} bytes
 */
public record Event(Address contract, int topic, byte[] data) {
    public static final int MAX_DATA = 16 * 1024;

    public Event {
        if (topic < 0 || topic > 0xffff || data.length > MAX_DATA) {
            throw new IllegalArgumentException("event topic or data out of range");
        }
        data = data.clone();
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    public static Event read(ByteReader in) {
        return new Event(Address.read(in), in.u16(), in.bytes(MAX_DATA));
    }

    public static void write(ByteWriter out, Event event) {
        Address.write(out, event.contract);
        out.u16(event.topic).bytes(event.data);
    }
}
