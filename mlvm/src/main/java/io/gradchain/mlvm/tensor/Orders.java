package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Ints;
import io.gradchain.mlvm.numeric.TrapException;

/**
 * What depends on the order of the elements of a vector.
 *
 * <p>Sorting is by the bytes of the numbers, lowest first (LSD radix sort; Knuth, TAOCP 5.2.5): it takes as long for every
 * vector of one size, so that no order of its elements is dearer than its price.
 */
public final class Orders {
    private static final int FEW = 48;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = Long.SIZE / DIGIT_BITS;
    private static final int BUCKETS = 1 << DIGIT_BITS;

    private Orders() {}

    /** Ascending. */
    public static FixedTensor sort(FixedTensor x) {
        x.requireRank(1);
        long[] keys = x.toArray();
        if (keys.length <= FEW) {
            insert(keys, new int[keys.length]);
            return FixedTensor.adoptVec(keys);
        }
        int[][] starts = starts(keys);
        long[] other = new long[keys.length];
        for (int digit = 0; digit < DIGITS; digit++) {
            int[] next = starts[digit];
            for (long key : keys) {
                other[next[digit(key, digit)]++] = key;
            }
            long[] sorted = other;
            other = keys;
            keys = sorted;
        }
        return FixedTensor.adoptVec(keys);
    }

    /** The indices of an ascending order as whole numbers; of equals the first comes first. */
    public static FixedTensor argsort(FixedTensor x) {
        x.requireRank(1);
        long[] keys = x.toArray();
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        order = keys.length <= FEW ? insert(keys, order) : distribute(keys, order);
        long[] out = new long[order.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (long) order[i] << Fixed.FRACTION_BITS;
        }
        return FixedTensor.adoptVec(out);
    }

    private static int[] distribute(long[] values, int[] indices) {
        int[][] starts = starts(values);
        long[] keys = values;
        int[] order = indices;
        long[] otherKeys = new long[keys.length];
        int[] otherOrder = new int[keys.length];
        for (int digit = 0; digit < DIGITS; digit++) {
            int[] next = starts[digit];
            for (int i = 0; i < keys.length; i++) {
                int to = next[digit(keys[i], digit)]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            long[] sortedKeys = otherKeys;
            int[] sorted = otherOrder;
            otherKeys = keys;
            otherOrder = order;
            keys = sortedKeys;
            order = sorted;
        }
        return order;
    }

    /** Where the numbers with each value of each digit begin. */
    private static int[][] starts(long[] keys) {
        int[][] counts = new int[DIGITS][BUCKETS];
        for (long key : keys) {
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][digit(key, digit)]++;
            }
        }
        for (int[] starts : counts) {
            int from = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                int count = starts[bucket];
                starts[bucket] = from;
                from += count;
            }
        }
        return counts;
    }

    /** With its sign turned round, a number is in the order of its unsigned digits. */
    private static int digit(long key, int digit) {
        return (int) ((key ^ Long.MIN_VALUE) >>> (digit * DIGIT_BITS)) & (BUCKETS - 1);
    }

    /** Sorts few keys, and whatever goes with them. */
    private static int[] insert(long[] keys, int[] order) {
        for (int i = 1; i < keys.length; i++) {
            long key = keys[i];
            int index = order[i];
            int j = i;
            for (; j > 0 && keys[j - 1] > key; j--) {
                keys[j] = keys[j - 1];
                order[j] = order[j - 1];
            }
            keys[j] = key;
            order[j] = index;
        }
        return order;
    }

    /** x₀, x₀ + x₁, …; traps OVERFLOW at the first sum out of range, so that those before it are all in range. */
    public static FixedTensor cumsum(FixedTensor x) {
        x.requireRank(1);
        long[] out = x.toArray();
        int i = 1;
        try {
            for (; i < out.length; i++) {
                out[i] = Ints.add(out[i - 1], out[i]);
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return FixedTensor.adoptVec(out);
    }
}
