package io.gradchain.mlvm;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.abi.RawValues;
import io.gradchain.mlvm.code.SlotLayout;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.StoragePrice;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A dataset during one call: what is stored, read when it is asked for, and the rows appended to it. */
final class DatasetCell {
    private record Batch(FixedTensor rows, FixedTensor labels) {}

    private static final int UNKNOWN = -1;

    private final int variable;
    private final Type.Dataset type;
    private final Host host;
    private final Meter meter;
    private final int width;
    private final List<Batch> batches = new ArrayList<>();

    private int stored = UNKNOWN;
    private int appended;
    /** The last stored slot if it is partly full and rows come behind it. */
    private byte[] tail = {};
    /** All rows and labels if they were asked for since the last append, else null. */
    private FixedTensor x;

    private FixedTensor y;

    DatasetCell(int variable, Type.Dataset type, Host host, Meter meter) {
        this.variable = variable;
        this.type = type;
        this.host = host;
        this.meter = meter;
        this.width = type.features() + 1;
    }

    int length() {
        if (stored == UNKNOWN) {
            meter.charge(StoragePrice.length());
            stored = host.load(SlotLayout.key(variable, 0))
                    .map(DatasetCell::decodeLength)
                    .orElse(0);
        }
        return stored + appended;
    }

    FixedTensor x() {
        materialise();
        return x;
    }

    FixedTensor y() {
        materialise();
        return y;
    }

    /** @param rows mat[k, features], {@code labels} vec[k] */
    void append(FixedTensor rows, FixedTensor labels) {
        if (rows.rows() != labels.rows()) {
            throw new TrapException(TrapCode.SHAPE);
        }
        int before = length();
        int more = rows.rows();
        if (more > type.cap() - before) {
            throw new Halt(Trap.CAPACITY, (long) before + more);
        }
        if (more == 0) {
            return;
        }
        meter.charge(StoragePrice.append(type, before, more));
        meter.hold(bytes(more));
        if (appended == 0 && stored % SlotLayout.rowsPerSlot(type) != 0) {
            tail = load(stored / SlotLayout.rowsPerSlot(type));
        }
        batches.add(new Batch(rows, labels));
        appended += more;
        if (x != null) {
            meter.release(bytes(before));
            x = null;
            y = null;
        }
    }

    private long bytes(int rows) {
        return (long) SlotLayout.rowBytes(type) * rows;
    }

    private void materialise() {
        if (x != null) {
            return;
        }
        int rows = length();
        meter.charge(StoragePrice.materialise(type, stored, rows));
        meter.hold(bytes(rows));
        long[] features = new long[rows * type.features()];
        long[] labels = new long[rows];
        int perSlot = SlotLayout.rowsPerSlot(type);
        for (int from = 0; from < stored; from += perSlot) {
            unpack(load(from / perSlot), from, Math.min(stored, from + perSlot), features, labels);
        }
        copyBatches(features, stored * type.features(), labels, stored);
        x = FixedTensor.adoptMat(rows, type.features(), features);
        y = FixedTensor.adoptVec(labels);
    }

    private void copyBatches(long[] features, int featuresAt, long[] labels, int labelsAt) {
        int f = featuresAt;
        int l = labelsAt;
        for (Batch batch : batches) {
            System.arraycopy(batch.rows.toArray(), 0, features, f, batch.rows.size());
            System.arraycopy(batch.labels.toArray(), 0, labels, l, batch.labels.size());
            f += batch.rows.size();
            l += batch.labels.size();
        }
    }

    private void unpack(byte[] slot, int from, int to, long[] features, long[] labels) {
        int d = type.features();
        if (slot.length < (to - from) * 8 * width) {
            throw new IllegalStateException("a slot of variable " + variable + " has lost rows");
        }
        for (int row = from; row < to; row++) {
            int at = (row - from) * 8 * width;
            for (int j = 0; j < d; j++) {
                features[row * d + j] = RawValues.get(slot, at + 8 * j);
            }
            labels[row] = RawValues.get(slot, at + 8 * d);
        }
    }

    private byte[] load(int slot) {
        return host.load(SlotLayout.key(variable, 1 + slot))
                .orElseThrow(() -> new IllegalStateException("slot " + slot + " of variable " + variable + " is lost"));
    }

    /** Writes the slots that have changed, and the length. */
    void flush() {
        if (appended == 0) {
            return;
        }
        int perSlot = SlotLayout.rowsPerSlot(type);
        int total = stored + appended;
        host.store(SlotLayout.key(variable, 0), encodeLength(total));
        long[] features = new long[appended * type.features()];
        long[] labels = new long[appended];
        copyBatches(features, 0, labels, 0);
        for (int from = stored / perSlot * perSlot; from < total; from += perSlot) {
            int to = Math.min(total, from + perSlot);
            byte[] slot = Arrays.copyOf(from < stored ? tail : new byte[0], (to - from) * 8 * width);
            for (int row = Math.max(from, stored); row < to; row++) {
                pack(features, labels, row - stored, slot, (row - from) * 8 * width);
            }
            host.store(SlotLayout.key(variable, 1 + from / perSlot), slot);
        }
    }

    private void pack(long[] features, long[] labels, int row, byte[] slot, int at) {
        int d = type.features();
        for (int j = 0; j < d; j++) {
            RawValues.put(features[row * d + j], slot, at + 8 * j);
        }
        RawValues.put(labels[row], slot, at + 8 * d);
    }

    private static int decodeLength(byte[] slot) {
        return new ByteReader(slot).u32();
    }

    private static byte[] encodeLength(int rows) {
        return new ByteWriter().u32(rows).toByteArray();
    }
}
