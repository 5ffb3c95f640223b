package io.gradchain.mlvm.grad.ir;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the source says about a function besides what it computes, for those who show it to people.
 *
 * @param lets names of values, by id; a view of one map for all functions of a compilation
 * @param slopes the parameters by which the contract itself differentiates the function, in that order; may be empty
 */
public record Notes(SortedMap<Integer, String> lets, List<String> slopes) {
    static final Notes NONE = new Notes(new TreeMap<>(), List.of());

    public Notes {
        lets = Collections.unmodifiableSortedMap(lets);
        slopes = List.copyOf(slopes);
    }
}
