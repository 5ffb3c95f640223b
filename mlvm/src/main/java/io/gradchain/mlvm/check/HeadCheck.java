package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import java.util.List;
import java.util.TreeSet;

/** Names, types and sizes of everything a program declares (M-31). */
final class HeadCheck {
    private HeadCheck() {}

    static void check(Interface shown) {
        name(shown.name());
        distinct(shown.state().stream().map(Field::name).toList(), "state variable");
        distinct(shown.events().stream().map(EventType::name).toList(), "event");
        distinct(shown.functions().stream().map(Signature::name).toList(), "function");
        shown.state().forEach(HeadCheck::state);
        shown.events().forEach(HeadCheck::event);
        shown.functions().forEach(HeadCheck::signature);
    }

    private static void state(Field variable) {
        switch (variable.type()) {
            case Type.Scalar s -> {}
            case Type.Bytes b -> {}
            case Type.Dataset d -> {}
            case Type.Map m -> {}
            case Type.Vec v -> TypeRules.exactTensor(v);
            case Type.Mat m -> TypeRules.exactTensor(m);
        }
    }

    private static void event(EventType event) {
        values(event.fields(), Limits.EVENT_BYTES, "event " + event.name());
    }

    private static void signature(Signature function) {
        values(function.parameters(), Limits.MEMORY, "parameters of " + function.name());
        if ((function.kind() == Kind.INIT) != function.name().equals("init")) {
            throw new Refusal("the function that runs at deploy, and no other, is named init");
        }
        if (function.kind() == Kind.INIT && function.result().isPresent()) {
            throw new Refusal("init has no result");
        }
        function.result().ifPresent(type -> {
            register(type);
            if (type.encodedBytes() > Limits.OUTPUT_BYTES) {
                throw new Refusal("the result " + type.text() + " is above " + Limits.OUTPUT_BYTES + " bytes");
            }
        });
    }

    private static void values(List<Field> fields, long limit, String what) {
        distinct(fields.stream().map(Field::name).toList(), what);
        long bytes = 0;
        for (Field field : fields) {
            register(field.type());
            bytes += field.type().encodedBytes();
        }
        if (bytes > limit) {
            throw new Refusal(what + " can take " + bytes + " bytes, at most " + limit + " are allowed");
        }
    }

    static void register(Type type) {
        if (type instanceof Type.Dataset || type instanceof Type.Map) {
            throw new Refusal((type instanceof Type.Map ? "a map" : "a dataset") + " can only be a state variable");
        }
    }

    private static void distinct(List<String> names, String what) {
        TreeSet<String> seen = new TreeSet<>();
        for (String name : names) {
            name(name);
            if (!seen.add(name)) {
                throw new Refusal(what + ": the name " + name + " is used twice");
            }
        }
    }

    /** Letters, digits and underscores of ASCII, no digit first. */
    private static void name(String name) {
        boolean good = !name.isEmpty() && !(name.charAt(0) >= '0' && name.charAt(0) <= '9');
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        if (!good) {
            throw new Refusal("a name has letters, digits and underscores, and no digit first");
        }
    }
}
