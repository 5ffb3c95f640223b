package io.gradchain.cli.testing;

import io.gradchain.mlvm.Watch;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.report.Span;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Which lines of a contract's functions have run in any test. */
public final class Coverage {
    private final TreeSet<Integer> ran = new TreeSet<>();
    private final TreeSet<Integer> all = new TreeSet<>();

    /** Counts what runs of one compilation of the contract. */
    Watch watching(Compiled contract, byte[] address) {
        List<List<Span>> functions = contract.places().functions();
        List<Signature> signatures = contract.shown().functions();
        List<String> state =
                contract.shown().state().stream().map(f -> f.name()).toList();
        boolean[] written = new boolean[functions.size()];
        for (int i = 0; i < written.length; i++) {
            // a getter is nobody's code
            written[i] = !state.contains(signatures.get(i).name());
            if (written[i]) {
                functions.get(i).forEach(span -> all.add(span.line()));
            }
        }
        return (self, function, pc) -> {
            if (Arrays.equals(self, address) && written[function]) {
                ran.add(functions.get(function).get(pc).line());
            }
        };
    }

    public int ran() {
        return ran.size();
    }

    public int all() {
        return all.size();
    }

    /** Lines that no test has reached, in order. */
    public List<Integer> missed() {
        return all.stream().filter(line -> !ran.contains(line)).toList();
    }
}
