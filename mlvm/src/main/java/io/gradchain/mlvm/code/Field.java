package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/** A name with its type: a parameter, a part of an event, a state variable. */
public record Field(String name, Type type) {
    static Field read(ByteReader in) {
        return new Field(in.text(Limits.NAME_BYTES), Type.read(in));
    }

    static void write(ByteWriter out, Field field) {
        out.text(field.name);
        Type.write(out, field.type);
    }

    @Override
    public String toString() {
        return name + ": " + type.text();
    }
}
