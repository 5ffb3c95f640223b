package io.gradchain.mlvm.code;

/**
 * Where a state variable lies in the storage of its contract (M-55).
 *
 * <pre>
 *  key   = | u16 variable | u32 slot |      of a map: | u16 variable | key as M-26 encodes it |
 *  value   scalar    slot 0: 8 bytes (bool: 1)
 *          bytes     slot 0: the bytes
 *          vec, mat  slot k: values 2048·k …, 8 bytes each, row-major
 *          dataset   slot 0: u32 number of rows; slot 1 + k: rows perSlot·k …, each its features and then its label
 *          map       | u8 1 | value as M-26 encodes it |
 * </pre>
 *
 * A slot that was never stored holds zeros, no bytes, no rows.
 */
public final class SlotLayout {
    public static final int KEY_BYTES = 6;
    public static final int VALUES_PER_SLOT = Limits.SLOT_BYTES / 8;

    private SlotLayout() {}

    public static byte[] key(int variable, int slot) {
        return new byte[] {
            (byte) (variable >>> 8),
            (byte) variable,
            (byte) (slot >>> 24),
            (byte) (slot >>> 16),
            (byte) (slot >>> 8),
            (byte) slot
        };
    }

    /** How many slots a variable other than a dataset or map takes. */
    public static int slots(Type type) {
        return type.isTensor() ? (int) ((type.elements() + VALUES_PER_SLOT - 1) / VALUES_PER_SLOT) : 1;
    }

    /** The most bytes a variable other than a dataset or map takes in all its slots. */
    public static long bytes(Type type) {
        return switch (type) {
            case Type.Scalar s -> s == Type.Scalar.BOOL ? 1 : 8;
            case Type.Bytes b -> b.cap();
            case Type.Vec v -> 8 * type.elements();
            case Type.Mat m -> 8 * type.elements();
            case Type.Dataset d -> 8 * type.elements();
            case Type.Map m -> 1 + m.value().encodedBytes();
        };
    }

    public static int rowBytes(Type.Dataset data) {
        return 8 * (data.features() + 1);
    }

    public static int rowsPerSlot(Type.Dataset data) {
        return Limits.SLOT_BYTES / rowBytes(data);
    }

    /** How many slots hold the first {@code rows} rows. */
    public static int rowSlots(Type.Dataset data, int rows) {
        int perSlot = rowsPerSlot(data);
        return (rows + perSlot - 1) / perSlot;
    }
}
