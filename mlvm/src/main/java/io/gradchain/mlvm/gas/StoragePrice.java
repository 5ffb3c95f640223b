package io.gradchain.mlvm.gas;

import static io.gradchain.mlvm.gas.GasTable.NEW_BYTE;
import static io.gradchain.mlvm.gas.GasTable.SLOT_OVERHEAD_BYTES;
import static io.gradchain.mlvm.gas.GasTable.SLOT_READ;
import static io.gradchain.mlvm.gas.GasTable.SLOT_WRITE;
import static io.gradchain.mlvm.gas.GasTable.plus;
import static io.gradchain.mlvm.gas.GasTable.times;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.SlotLayout;
import io.gradchain.mlvm.code.Type;

/** What touching a state variable costs, from the slots it lies in (M-72). */
public final class StoragePrice {
    private static final int LENGTH_BYTES = 4;

    private StoragePrice() {}

    /** Reading a whole variable for the first time in a call. */
    public static long load(Type type) {
        return reading(SlotLayout.slots(type), SlotLayout.bytes(type));
    }

    /** Looking whether a variable was ever stored. */
    public static long probe(Type type) {
        return reading(1, SlotLayout.bytes(type) / SlotLayout.slots(type));
    }

    /** Storing a variable for the first time in a call, which writes it once at the end. */
    public static long store(Type type, boolean fresh) {
        return writing(SlotLayout.slots(type), SlotLayout.bytes(type), fresh);
    }

    public static long length() {
        return reading(1, LENGTH_BYTES);
    }

    /** Reading the {@code stored} rows of a dataset and putting them together with those appended in this call. */
    public static long materialise(Type.Dataset data, int stored, int rows) {
        long read = reading(SlotLayout.rowSlots(data, stored), times(SlotLayout.rowBytes(data), stored));
        return plus(read, GasTable.of(Op.CONCAT, rows, data.features() + 1L, 0, 0));
    }

    /**
     * Appending {@code more} rows behind {@code rows}: the slot that is partly full is read and written again, the length
     * is written, the rest is new.
     */
    public static long append(Type.Dataset data, int rows, int more) {
        if (more == 0) {
            return 0;
        }
        int perSlot = SlotLayout.rowsPerSlot(data);
        long rowBytes = SlotLayout.rowBytes(data);
        long partial = rows % perSlot * rowBytes;
        long slots = (long) SlotLayout.rowSlots(data, rows + more) - rows / perSlot;
        long fresh = (long) SlotLayout.rowSlots(data, rows + more) - SlotLayout.rowSlots(data, rows);
        long added = plus(times(rowBytes, more), times(SLOT_OVERHEAD_BYTES, fresh));
        long written = plus(times(SLOT_WRITE, slots), times(GasTable.WRITE_BYTE, plus(partial, times(rowBytes, more))));
        long price = plus(written, times(NEW_BYTE, added));
        price = plus(price, GasTable.of(Op.CONCAT, more, data.features() + 1L, 0, 0));
        price = plus(price, partial == 0 ? 0 : reading(1, partial));
        return plus(price, rows == 0 ? writing(1, LENGTH_BYTES, true) : writing(1, LENGTH_BYTES, false));
    }

    /** Looking up one entry of a map for the first time. */
    public static long readEntry(Type.Map map) {
        return reading(1, SlotLayout.bytes(map));
    }

    /** Changing one entry of a map for the first time, which writes it once at the end; counted at its largest. */
    public static long writeEntry(Type.Map map, boolean fresh) {
        return writing(1, SlotLayout.bytes(map), fresh);
    }

    private static long reading(long slots, long bytes) {
        return plus(times(SLOT_READ, slots), times(GasTable.READ_BYTE, bytes));
    }

    private static long writing(long slots, long bytes, boolean fresh) {
        long price = plus(times(SLOT_WRITE, slots), times(GasTable.WRITE_BYTE, bytes));
        return fresh ? plus(price, times(NEW_BYTE, plus(bytes, times(SLOT_OVERHEAD_BYTES, slots)))) : price;
    }
}
