package io.gradchain.mlvm.abi;

import io.gradchain.mlvm.tensor.FixedTensor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Raw values as they lie in arguments and slots: 8 bytes each, big-endian. */
public final class RawValues {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RawValues() {}

    public static void put(long raw, byte[] out, int at) {
        LONG.set(out, at, raw);
    }

    public static long get(byte[] in, int at) {
        return (long) LONG.get(in, at);
    }

    /** All values of a tensor, row-major. */
    public static byte[] of(FixedTensor tensor) {
        return of(tensor.toArray(), 0, tensor.size());
    }

    public static byte[] of(long[] raws, int from, int to) {
        byte[] out = new byte[8 * (to - from)];
        for (int i = from; i < to; i++) {
            LONG.set(out, 8 * (i - from), raws[i]);
        }
        return out;
    }

    /** The {@code n} values at the start of {@code in} into {@code out} from {@code at} on. */
    public static void read(byte[] in, long[] out, int at, int n) {
        for (int i = 0; i < n; i++) {
            out[at + i] = (long) LONG.get(in, 8 * i);
        }
    }
}
