package io.gradchain.mlvm;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.tensor.FixedTensor;

/** The registers of one call: numbers and bools as longs, tensors and bytes as immutable objects. */
final class Frame {
    // plain arrays: this is the innermost loop of the machine
    final long[] scalars;
    final Object[] objects;

    private final Routine routine;
    private final Meter meter;

    Frame(Routine routine, Meter meter) {
        this.routine = routine;
        this.meter = meter;
        this.scalars = new long[routine.registers().size()];
        this.objects = new Object[scalars.length];
    }

    FixedTensor tensor(int register) {
        return (FixedTensor) objects[register];
    }

    byte[] bytes(int register) {
        return (byte[]) objects[register];
    }

    /** Puts an object in a register; both it and the one it replaces are live for a moment. */
    void put(int register, Object value) {
        meter.hold(size(value));
        Object old = objects[register];
        objects[register] = value;
        if (old != null) {
            meter.release(size(old));
        }
    }

    /** The canonical size in bytes: 8 for each number of a tensor. */
    static long size(Object value) {
        return value instanceof FixedTensor t ? 8L * t.size() : ((byte[]) value).length;
    }

    void put(int register, Value value) {
        switch (value) {
            case Value.FixedValue f -> scalars[register] = f.raw();
            case Value.IntValue i -> scalars[register] = i.value();
            case Value.BoolValue b -> scalars[register] = b.value() ? 1 : 0;
            case Value.BytesValue b -> put(register, b.bytes());
            case Value.TensorValue t -> put(register, t.tensor());
        }
    }

    Value value(int register) {
        return switch (routine.registers().get(register)) {
            case Type.Scalar.FIXED -> new Value.FixedValue(scalars[register]);
            case Type.Scalar.INT -> new Value.IntValue(scalars[register]);
            case Type.Scalar.BOOL -> new Value.BoolValue(scalars[register] != 0);
            case Type.Bytes b -> new Value.BytesValue(bytes(register));
            case Type.Vec v -> new Value.TensorValue(tensor(register));
            case Type.Mat m -> new Value.TensorValue(tensor(register));
            case Type.Dataset d -> throw new IllegalStateException("a dataset in a register");
            case Type.Map m -> throw new IllegalStateException("a map in a register");
        };
    }

    /** Gives back the memory of all registers, at the end of a call. */
    void release() {
        for (Object object : objects) {
            if (object != null) {
                meter.release(size(object));
            }
        }
    }

    /** How many bytes the values of these registers take when encoded. */
    long encodedBytes(int[] registers) {
        long bytes = 0;
        for (int register : registers) {
            bytes += switch (routine.registers().get(register)) {
                case Type.Scalar s -> s == Type.Scalar.BOOL ? 1 : 8;
                case Type.Bytes b -> 4 + size(objects[register]);
                case Type.Vec v -> 4 + size(objects[register]);
                case Type.Mat m -> 8 + size(objects[register]);
                case Type.Dataset d -> throw new IllegalStateException("a dataset in a register");
                case Type.Map m -> throw new IllegalStateException("a map in a register");
            };
        }
        return bytes;
    }
}
