package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.List;

/** A kind of announcement a contract makes; its index in the program is the topic. */
public record EventType(String name, List<Field> fields) {
    public EventType {
        fields = List.copyOf(fields);
    }

    public List<Type> types() {
        return fields.stream().map(Field::type).toList();
    }

    static EventType read(ByteReader in) {
        return new EventType(in.text(Limits.NAME_BYTES), in.list(Limits.FIELDS, Field::read));
    }

    static void write(ByteWriter out, EventType event) {
        out.text(event.name).list(event.fields, Field::write);
    }
}
