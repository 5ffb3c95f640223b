package io.gradchain.consensus.engine;

import java.util.SortedMap;
import java.util.TreeMap;

/** What an engine is: its name in the chain spec, whether it finalizes, its parameters by name. */
public record EngineSpec(String id, boolean finalizes, SortedMap<String, Long> parameters) {
    public EngineSpec {
        parameters = new TreeMap<>(parameters);
    }
}
