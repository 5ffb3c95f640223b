package io.gradchain.mlvm;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.abi.RawValues;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.SlotLayout;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.gas.StoragePrice;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import io.gradchain.mlvm.tensor.FixedTensor;
import io.gradchain.mlvm.tensor.Shapes;
import java.util.Arrays;

/** A dataset during one call: what is stored, read at most once, and the rows appended to it. */
final class DatasetCell {
    private static final int UNKNOWN = -1;

    private final int variable;
    private final Type.Dataset type;
    private final Host host;
    private final Meter meter;
    private final int width;

    private int stored = UNKNOWN;
    /** The last stored slot if it is partly full and rows come behind it. */
    private byte[] tail = {};
    /** Rows and labels as far as they were asked for; null before. */
    private FixedTensor x;

    private FixedTensor y;
    private FixedTensor moreX;
    private FixedTensor moreY;

    DatasetCell(int variable, Type.Dataset type, Host host, Meter meter) {
        this.variable = variable;
        this.type = type;
        this.host = host;
        this.meter = meter;
        this.width = type.features() + 1;
        this.moreX = FixedTensor.adoptMat(0, type.features(), new long[0]);
        this.moreY = FixedTensor.zeros(0);
    }

    int length() {
        if (stored == UNKNOWN) {
            meter.charge(StoragePrice.length());
            stored = host.load(SlotLayout.key(variable, 0))
                    .map(DatasetCell::decodeLength)
                    .orElse(0);
        }
        return stored + moreX.rows();
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
        meter.charge(StoragePrice.append(type, before, more));
        meter.charge(GasTable.of(Op.CONCAT, moreX.rows() + (long) more, width, 0, 0));
        meter.hold((long) SlotLayout.rowBytes(type) * more);
        if (moreX.rows() == 0 && more > 0 && stored % SlotLayout.rowsPerSlot(type) != 0) {
            tail = load(stored / SlotLayout.rowsPerSlot(type));
        }
        moreX = Shapes.concat(moreX, rows);
        moreY = Shapes.concat(moreY, labels);
        x = null;
        y = null;
    }

    private void materialise() {
        if (x != null) {
            return;
        }
        int rows = length();
        meter.charge(StoragePrice.rows(type, stored));
        meter.hold((long) SlotLayout.rowBytes(type) * rows);
        meter.charge(GasTable.of(Op.CONCAT, rows, width, 0, 0));
        long[] features = new long[rows * type.features()];
        long[] labels = new long[rows];
        int perSlot = SlotLayout.rowsPerSlot(type);
        for (int from = 0; from < stored; from += perSlot) {
            unpack(load(from / perSlot), from, Math.min(stored, from + perSlot), features, labels);
        }
        System.arraycopy(moreX.toArray(), 0, features, stored * type.features(), moreX.size());
        System.arraycopy(moreY.toArray(), 0, labels, stored, moreY.size());
        x = FixedTensor.adoptMat(rows, type.features(), features);
        y = FixedTensor.adoptVec(labels);
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
        int more = moreX.rows();
        if (more == 0) {
            return;
        }
        int perSlot = SlotLayout.rowsPerSlot(type);
        int total = stored + more;
        host.store(SlotLayout.key(variable, 0), encodeLength(total));
        long[] features = moreX.toArray();
        long[] labels = moreY.toArray();
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
