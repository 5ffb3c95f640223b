package io.gradchain.fuzz;

import io.gradchain.consensus.Labs;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an engine really says: everything that the validators of two simulated runs, one with faults, sent, wrote to their
 * logs, proved and reported, by kind and at most so many of each.
 */
final class Traffic {
    private static final int OF_A_KIND = 8;
    private static final int MAX_BYTES = 8 << 10;

    /** By the second byte, which is the kind in all of them, and by size. */
    private final SortedMap<String, List<byte[]>> kept = new TreeMap<>();

    static Traffic of(String engine) {
        Traffic traffic = new Traffic();
        EngineLab lab = Labs.find(engine).orElseThrow();
        EngineLab heard = lab.making((spec, key, scheme) -> traffic.recording(lab.create(spec, key, scheme)));
        var _ = Simulation.run(Scenario.calm(1, 4, 20, 12), heard);
        var _ = Simulation.run(Scenario.drawn(5, 7).withCrashing(1).withLoss(200, 100), heard);
        if (lab.adversaries().contains("equivocator")) {
            var _ = Simulation.run(Scenario.drawn(3, 4).against("equivocator"), heard);
        }
        return traffic;
    }

    List<byte[]> messages() {
        return all("message");
    }

    List<byte[]> records() {
        return all("record");
    }

    List<byte[]> proofs() {
        return all("proof");
    }

    List<byte[]> evidence() {
        return all("evidence");
    }

    private List<byte[]> all(String what) {
        return kept.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(what))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private void keep(String what, byte[] bytes) {
        if (bytes.length > 1 && bytes.length <= MAX_BYTES) {
            String kind = what + " " + bytes[1] + " " + Integer.numberOfLeadingZeros(bytes.length);
            List<byte[]> same = kept.computeIfAbsent(kind, k -> new ArrayList<>());
            if (same.size() < OF_A_KIND) {
                same.add(bytes.clone());
            }
        }
    }

    /** Any engine, whatever interface it has by now: calls go through, effects are looked at. */
    private ConsensusEngine recording(ConsensusEngine engine) {
        return proxy(ConsensusEngine.class, engine, args -> {
            for (int i = 0; i < args.length; i++) {
                if (args[i] instanceof Effects effects) {
                    args[i] = proxy(Effects.class, effects, given -> {});
                }
            }
        });
    }

    private interface Before {
        void call(Object[] args);
    }

    private <T> T proxy(Class<T> type, T real, Before before) {
        InvocationHandler handler = (proxy, method, args) -> {
            Object[] given = args == null ? new Object[0] : args;
            switch (method.getName()) {
                case "send", "broadcast" -> keep("message", (byte[]) given[given.length - 1]);
                case "persist" -> keep("record", (byte[]) given[0]);
                case "finalizeBlock" -> keep("proof", (byte[]) given[1]);
                case "reportFault" -> keep("evidence", (byte[]) given[0]);
                default -> before.call(given);
            }
            try {
                return method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
