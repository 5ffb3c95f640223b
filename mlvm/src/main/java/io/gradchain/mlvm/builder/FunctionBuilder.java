package io.gradchain.mlvm.builder;

import io.gradchain.mlvm.check.Typing;
import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the body of one function, an instruction a call; every value gets a register of its own. Wrong types are an
 * {@link IllegalArgumentException} at once.
 */
public final class FunctionBuilder {
    private final ProgramBuilder program;
    private final Signature signature;
    private final List<Type> locals = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private boolean returned;

    FunctionBuilder(ProgramBuilder program, Signature signature) {
        this.program = program;
        this.signature = signature;
    }

    public Ref parameter(int i) {
        return new Ref(i, signature.parameters().get(i).type());
    }

    /** The fixed nearest to a decimal. */
    public Ref fixed(String decimal) {
        return switch (Fixed.parse(decimal)) {
            case ParseResult.Parsed p -> constant(Type.Scalar.FIXED, p.raw());
            case ParseResult.Refused r -> throw new IllegalArgumentException(r.reason());
        };
    }

    public Ref integer(long value) {
        return constant(Type.Scalar.INT, value);
    }

    private Ref constant(Type type, long value) {
        Ref out = register(type);
        instructions.add(new Instruction(Op.CONST, List.of(out.register()), value));
        return out;
    }

    public Ref zeros(Type shape) {
        return make(Op.ZEROS, shape);
    }

    /** Any instruction that computes a value from values and needs no shape. */
    public Ref op(Op op, Ref... sources) {
        return make(op, sources[0].type(), sources);
    }

    /** An instruction whose result has the shape it is given: reshape, one_hot. */
    public Ref make(Op op, Type wanted, Ref... sources) {
        List<Type> types = Arrays.stream(sources).map(Ref::type).toList();
        Ref out = register(Typing.resultOf(op, wanted, types));
        emit(op, out, 0, sources);
        return out;
    }

    public Ref add(Ref a, Ref b) {
        return op(Op.ADD, a, b);
    }

    public Ref sub(Ref a, Ref b) {
        return op(Op.SUB, a, b);
    }

    public Ref mul(Ref a, Ref b) {
        return op(Op.MUL, a, b);
    }

    public Ref div(Ref a, Ref b) {
        return op(Op.DIV, a, b);
    }

    public Ref caller() {
        Ref out = register(Type.Bytes.ADDRESS);
        emit(Op.CALLER, out, 0);
        return out;
    }

    public Ref load(StateRef variable) {
        return reading(Op.LOAD, variable.type(), variable);
    }

    /** Number of rows. */
    public Ref length(StateRef dataset) {
        return reading(Op.DATA_LEN, Type.Scalar.INT, dataset);
    }

    public Ref rows(StateRef dataset) {
        return reading(Op.DATA_X, ((Type.Dataset) dataset.type()).x(), dataset);
    }

    public Ref labels(StateRef dataset) {
        return reading(Op.DATA_Y, ((Type.Dataset) dataset.type()).y(), dataset);
    }

    private Ref reading(Op op, Type type, StateRef variable) {
        Ref out = register(type);
        emit(op, out, variable.index());
        return out;
    }

    public void store(StateRef variable, Ref value) {
        emit(Op.STORE, null, variable.index(), value);
    }

    public void append(StateRef dataset, Ref rows, Ref labels) {
        emit(Op.APPEND, null, dataset.index(), rows, labels);
    }

    /** A register of its own that {@link #assign} may change. */
    public Ref variable(Ref value) {
        Ref out = register(value.type());
        assign(out, value);
        return out;
    }

    public void assign(Ref variable, Ref value) {
        emit(Op.MOVE, variable, 0, value);
    }

    public void require(Ref condition, String message) {
        emit(Op.REQUIRE, null, program.message(message), condition);
    }

    public void emit(int event, Ref... values) {
        emit(Op.EMIT, null, event, values);
    }

    /** The body gets the number of the round, from 0. */
    public void loop(Ref rounds, int maximum, Consumer<Ref> body) {
        Ref counter = register(Type.Scalar.INT);
        emit(Op.LOOP, counter, maximum, rounds);
        body.accept(counter);
        emit(Op.END, null, 0);
    }

    public void when(Ref condition, Runnable then, Runnable otherwise) {
        emit(Op.IF, null, 0, condition);
        then.run();
        emit(Op.ELSE, null, 0);
        otherwise.run();
        emit(Op.END, null, 0);
    }

    public void returns(Ref... value) {
        emit(Op.RETURN, null, 0, value);
        returned = true;
    }

    private Ref register(Type type) {
        locals.add(type);
        return new Ref(signature.parameters().size() + locals.size() - 1, type);
    }

    private void emit(Op op, Ref out, long immediate, Ref... sources) {
        List<Integer> registers = new ArrayList<>();
        if (out != null) {
            registers.add(out.register());
        }
        for (Ref source : sources) {
            registers.add(source.register());
        }
        instructions.add(new Instruction(op, registers, immediate));
    }

    Body build() {
        if (!returned && signature.result().isEmpty()) {
            returns();
        }
        return new Body(locals, instructions);
    }
}
