package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.List;
import java.util.Optional;

/** How a function is called from outside (M-22). */
public record Signature(String name, Kind kind, List<Field> parameters, Optional<Type> result) {
    public Signature {
        parameters = List.copyOf(parameters);
    }

    /** Who may enter a function. */
    public enum Kind {
        /** Runs once, when the contract is created. */
        INIT(0),
        /** Called by a transaction. */
        EXTERNAL(1),
        /** Changes nothing: callable without a transaction too. */
        VIEW(2);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    public List<Type> parameterTypes() {
        return parameters.stream().map(Field::type).toList();
    }

    static Signature read(ByteReader in) {
        return new Signature(
                in.text(Limits.NAME_BYTES),
                readKind(in),
                in.list(Limits.FIELDS, Field::read),
                in.bool() ? Optional.of(Type.read(in)) : Optional.empty());
    }

    private static Kind readKind(ByteReader in) {
        int tag = in.u8();
        for (Kind kind : Kind.values()) {
            if (kind.tag == tag) {
                return kind;
            }
        }
        throw in.fail("unknown kind of function " + tag);
    }

    static void write(ByteWriter out, Signature signature) {
        out.text(signature.name).u8(signature.kind.tag).list(signature.parameters, Field::write);
        out.bool(signature.result.isPresent());
        signature.result.ifPresent(type -> Type.write(out, type));
    }
}
