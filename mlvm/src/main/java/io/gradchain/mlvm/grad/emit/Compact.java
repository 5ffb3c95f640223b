package io.gradchain.mlvm.grad.emit;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/** Small numbers in few bytes: 7 bits each, lowest first, the eighth set on all but the last; the shortest form only. */
final class Compact {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Compact() {}

    static void write(ByteWriter out, int value) {
        int left = value;
        while (left >= MORE) {
            out.u8(left % MORE + MORE);
            left >>>= BITS;
        }
        out.u8(left);
    }

    /** A number of 0 to {@code most}. */
    static int read(ByteReader in, int most) {
        long value = 0;
        int shift = 0;
        int next = MORE;
        while (next >= MORE) {
            next = in.u8();
            value |= (long) (next % MORE) << shift;
            shift += BITS;
            if (value > most) {
                throw in.fail("a number above " + most);
            }
            if ((next == 0 && shift > BITS) || shift > Integer.SIZE) {
                throw in.fail("a number in a longer form than it needs");
            }
        }
        return (int) value;
    }

    /** 0, −1, 1, −2, … become 0, 1, 2, 3, … */
    static void writeSigned(ByteWriter out, int value) {
        write(out, (value << 1) ^ (value >> (Integer.SIZE - 1)));
    }

    /** A number of −{@code most} to {@code most}. */
    static int readSigned(ByteReader in, int most) {
        int folded = read(in, 2 * most);
        return (folded >>> 1) ^ -(folded & 1);
    }
}
