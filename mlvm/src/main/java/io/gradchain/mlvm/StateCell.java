package io.gradchain.mlvm;

import io.gradchain.mlvm.abi.RawValues;
import io.gradchain.mlvm.code.SlotLayout;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.StoragePrice;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.Optional;

/** A state variable during one call: read at most once, written at most once, at the end. */
final class StateCell {
    private final int variable;
    private final Type type;
    private final Host host;
    private final Meter meter;

    private boolean known;
    private boolean exists;
    private boolean changed;
    private long scalar;
    private Object object;

    StateCell(int variable, Type type, Host host, Meter meter) {
        this.variable = variable;
        this.type = type;
        this.host = host;
        this.meter = meter;
    }

    void load(Frame frame, int register) {
        if (!known) {
            meter.charge(StoragePrice.load(type));
            meter.hold(SlotLayout.bytes(type));
            read();
            known = true;
        }
        if (type instanceof Type.Scalar) {
            frame.scalars[register] = scalar;
        } else {
            frame.put(register, object);
        }
    }

    void store(Frame frame, int register) {
        if (!known) {
            meter.charge(StoragePrice.probe(type));
            meter.hold(SlotLayout.bytes(type));
            exists = slot(0).isPresent();
            known = true;
        }
        if (!changed) {
            meter.charge(StoragePrice.store(type, !exists));
            changed = true;
        }
        if (type instanceof Type.Scalar) {
            scalar = frame.scalars[register];
        } else {
            object = frame.objects[register];
        }
    }

    void flush() {
        if (!changed) {
            return;
        }
        switch (type) {
            case Type.Scalar s -> write(0, s == Type.Scalar.BOOL ? new byte[] {(byte) scalar} : number(scalar));
            case Type.Bytes b -> write(0, (byte[]) object);
            case Type.Vec v -> writeTensor();
            case Type.Mat m -> writeTensor();
            case Type.Dataset d -> throw new IllegalStateException("a dataset has its own cell");
            case Type.Map m -> throw new IllegalStateException("a map has its own cell");
        }
    }

    private void read() {
        Optional<byte[]> first = slot(0);
        exists = first.isPresent();
        switch (type) {
            case Type.Scalar s -> scalar = first.map(this::decodeScalar).orElse(0L);
            case Type.Bytes b -> object = first.orElse(new byte[0]);
            case Type.Vec v -> object = FixedTensor.adoptVec(readTensor());
            case Type.Mat m -> object = FixedTensor.adoptMat(m.rows().size(), m.cols(), readTensor());
            case Type.Dataset d -> throw new IllegalStateException("a dataset has its own cell");
            case Type.Map m -> throw new IllegalStateException("a map has its own cell");
        }
    }

    private long decodeScalar(byte[] slot) {
        return type == Type.Scalar.BOOL ? slot[0] : RawValues.get(slot, 0);
    }

    private long[] readTensor() {
        long[] raws = new long[(int) type.elements()];
        if (!exists) {
            return raws;
        }
        for (int k = 0; k < SlotLayout.slots(type); k++) {
            int from = k * SlotLayout.VALUES_PER_SLOT;
            int lost = k;
            byte[] bytes = slot(k).orElseThrow(
                            () -> new IllegalStateException("slot " + lost + " of variable " + variable + " is lost"));
            RawValues.read(bytes, raws, from, Math.min(SlotLayout.VALUES_PER_SLOT, raws.length - from));
        }
        return raws;
    }

    private void writeTensor() {
        long[] raws = ((FixedTensor) object).toArray();
        for (int k = 0; k < SlotLayout.slots(type); k++) {
            int from = k * SlotLayout.VALUES_PER_SLOT;
            write(k, RawValues.of(raws, from, Math.min(raws.length, from + SlotLayout.VALUES_PER_SLOT)));
        }
    }

    private static byte[] number(long raw) {
        byte[] bytes = new byte[8];
        RawValues.put(raw, bytes, 0);
        return bytes;
    }

    private Optional<byte[]> slot(int k) {
        return host.load(SlotLayout.key(variable, k)).map(bytes -> Arrays.copyOf(bytes, bytes.length));
    }

    private void write(int k, byte[] bytes) {
        host.store(SlotLayout.key(variable, k), bytes);
    }
}
