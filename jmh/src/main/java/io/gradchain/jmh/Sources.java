package io.gradchain.jmh;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.CompileResult;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.Library;
import io.gradchain.mlvm.grad.OpenSizes;
import io.gradchain.mlvm.grad.check.CheckedContract.Default;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Contracts of the library, compiled to be measured. */
final class Sources {
    private static final int CLASSES = 3;

    private Sources() {}

    /** Sizes without a default other than D are taken as three. */
    static Compiled compiled(String name, int features, int rows) {
        String source = Library.source(name).orElseThrow();
        SortedMap<String, Integer> sizes = new TreeMap<>();
        OpenSizes.of(source).forEach(size -> sizes.put(size, CLASSES));
        sizes.put("D", features);
        sizes.put("CAP", rows);
        return switch (Compiler.compile(source, sizes)) {
            case Compiled compiled -> compiled;
            case CompileResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /** What init takes: the source's defaults, but for one param. */
    static List<Value> defaults(Compiled contract, String name, Value value) {
        List<Value> all = new ArrayList<>();
        for (Default param : contract.params()) {
            all.add(param.param().name().equals(name) ? value : value(param));
        }
        return all;
    }

    private static Value value(Default param) {
        long raw = param.raw().orElseThrow();
        return switch (param.param().type()) {
            case Type.Scalar.FIXED -> Value.fixed(raw);
            case Type.Scalar.INT -> Value.integer(raw);
            case Type.Scalar.BOOL -> new Value.BoolValue(raw != 0);
            default -> throw new IllegalStateException(param.toString());
        };
    }
}
