package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.List;
import java.util.Optional;

/**
 * What a contract shows to the world (M-22): its state variables, events, the texts of its {@code require}s and its
 * functions. It is the head of a program, and is in the metadata of a deploy too.
 */
public record Interface(
        String name, List<Field> state, List<EventType> events, List<String> messages, List<Signature> functions) {
    public Interface {
        state = List.copyOf(state);
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        functions = List.copyOf(functions);
    }

    public Optional<Signature> function(String wanted) {
        return functions.stream().filter(f -> f.name().equals(wanted)).findFirst();
    }

    /** The event of a topic, if the contract has it. */
    public Optional<EventType> event(int topic) {
        return topic >= 0 && topic < events.size() ? Optional.of(events.get(topic)) : Optional.empty();
    }

    /** The text of the {@code require} that failed with this trap index. */
    public Optional<String> message(long index) {
        return index >= 0 && index < messages.size() ? Optional.of(messages.get((int) index)) : Optional.empty();
    }

    public static Interface read(ByteReader in) {
        return new Interface(
                in.text(Limits.NAME_BYTES),
                in.list(Limits.STATE_VARIABLES, Field::read),
                in.list(Limits.EVENTS, EventType::read),
                in.list(Limits.MESSAGES, r -> r.text(Limits.MESSAGE_BYTES)),
                in.list(Limits.FUNCTIONS, Signature::read));
    }

    public static void write(ByteWriter out, Interface shown) {
        out.text(shown.name)
                .list(shown.state, Field::write)
                .list(shown.events, EventType::write)
                .list(shown.messages, ByteWriter::text)
                .list(shown.functions, Signature::write);
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return out.toByteArray();
    }
}
