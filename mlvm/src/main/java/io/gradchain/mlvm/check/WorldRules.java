package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The types of the instructions that reach out of a function: to state, texts, events, accounts, contracts (M-35 to M-37). */
final class WorldRules {
    private final Interface shown;
    private final Kind kind;
    private final List<Type> registers;

    /** @param registers types of all registers of the function */
    WorldRules(Interface shown, Kind kind, List<Type> registers) {
        this.shown = shown;
        this.kind = kind;
        this.registers = registers;
    }

    void check(Instruction in) {
        switch (in.op()) {
            case MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP -> map(in);
            case REQUIRE -> require(in);
            case EMIT -> emit(in);
            case TEXT -> text(in);
            case TRANSFER -> transfer(in);
            case INVOKE -> invoke(in);
            default -> state(in);
        }
    }

    private List<Type> types(Instruction in) {
        return in.sources().stream().map(registers::get).toList();
    }

    private Type written(Instruction in) {
        return registers.get(in.registers().getFirst());
    }

    private void state(Instruction in) {
        Type variable = variableOf(in);
        if (in.op() == Op.LOAD || in.op() == Op.STORE) {
            HeadCheck.register(variable);
            Type register = written(in);
            TypeRules.require(in.op() == Op.LOAD ? variable : register, in.op() == Op.LOAD ? register : variable);
        } else if (variable instanceof Type.Dataset data) {
            data(in, data);
        } else {
            throw new Refusal(in.op().mnemonic() + " works on a dataset, not on " + variable.text());
        }
        if (in.op() == Op.STORE || in.op() == Op.APPEND) {
            requireChange(in.op());
        }
    }

    private void map(Instruction in) {
        Type.Map map = variableOf(in) instanceof Type.Map m ? m : null;
        if (map == null) {
            throw new Refusal(in.op().mnemonic() + " works on a map, not on "
                    + variableOf(in).text());
        }
        List<Type> sources = types(in);
        TypeRules.require(sources.getFirst(), map.key());
        switch (in.op()) {
            case MAP_GET -> TypeRules.require(map.value(), written(in));
            case MAP_HAS -> TypeRules.require(Scalar.BOOL, written(in));
            case MAP_PUT -> {
                TypeRules.require(sources.get(1), map.value());
                requireChange(in.op());
            }
            default -> requireChange(in.op());
        }
    }

    private Type variableOf(Instruction in) {
        if (in.immediate() >= shown.state().size()) {
            throw new Refusal("there is no state variable " + in.immediate());
        }
        return shown.state().get((int) in.immediate()).type();
    }

    private String messageOf(long index) {
        return shown.message(index).orElseThrow(() -> new Refusal("there is no message " + index));
    }

    private void text(Instruction in) {
        int bytes = messageOf(in.immediate()).getBytes(StandardCharsets.UTF_8).length;
        TypeRules.require(new Type.Bytes(Math.max(1, bytes)), written(in));
    }

    private void transfer(Instruction in) {
        requireChange(in.op());
        TypeRules.require(types(in).get(0), Type.Bytes.ADDRESS);
        TypeRules.require(types(in).get(1), Scalar.INT);
    }

    /** What the called contract takes and gives is seen when it is called. */
    private void invoke(Instruction in) {
        Invocation call = Invocation.unpacked(in.immediate());
        messageOf(call.message());
        List<Type> sources = types(in);
        if (sources.size() < 2) {
            throw new Refusal("invoke takes an address, the units paid, and the arguments");
        }
        TypeRules.require(sources.get(0), Type.Bytes.ADDRESS);
        TypeRules.require(sources.get(1), Scalar.INT);
        Type result = written(in);
        long bytes = sources.stream().mapToLong(Type::encodedBytes).sum();
        if (bytes > Limits.ARGUMENT_BYTES || result.encodedBytes() > Limits.OUTPUT_BYTES) {
            throw new Refusal("the arguments or the result of this call are too large");
        }
        if (!call.view()) {
            requireChange(in.op());
        }
    }

    private void data(Instruction in, Type.Dataset data) {
        Type first = written(in);
        switch (in.op()) {
            case DATA_X -> TypeRules.require(data.x(), first);
            case DATA_Y -> TypeRules.require(data.y(), first);
            case APPEND -> {
                if (TypeRules.mat(first).cols() != data.features()) {
                    throw new Refusal("rows of " + first.text() + " do not fit " + data.text());
                }
                TypeRules.requireEqual(
                        TypeRules.mat(first).rows(),
                        TypeRules.vec(registers.get(in.registers().get(1))).size(),
                        first,
                        registers.get(in.registers().get(1)));
            }
            default -> TypeRules.require(Scalar.INT, first);
        }
    }

    private void requireChange(Op op) {
        if (kind == Kind.VIEW) {
            throw new Refusal("a view changes nothing, but here is " + op.mnemonic());
        }
    }

    private void emit(Instruction in) {
        requireChange(Op.EMIT);
        if (in.immediate() >= shown.events().size()) {
            throw new Refusal("there is no event " + in.immediate());
        }
        EventType event = shown.events().get((int) in.immediate());
        fit(types(in), event.types(), "event " + event.name());
    }

    private void require(Instruction in) {
        TypeRules.require(types(in).getFirst(), Scalar.BOOL);
        messageOf(in.immediate());
    }

    static void fit(List<Type> given, List<Type> wanted, String what) {
        if (given.size() != wanted.size()) {
            throw new Refusal(what + " takes " + wanted.size() + " values, got " + given.size());
        }
        for (int i = 0; i < given.size(); i++) {
            TypeRules.require(given.get(i), wanted.get(i));
        }
    }
}
