package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One {@code test "…":} of a contract, read but not compiled.
 *
 * @param sizes of the contract, where they differ from those it is compiled with otherwise
 * @param params of the contract, likewise, as decimals
 * @param stranger whether somebody else than the owner calls
 * @param fails the text of the {@code require} that must end it, or a part of it
 * @param slopes what {@code gradcheck} asks for
 * @param body without those
 */
public record TestCase(
        String title,
        Span span,
        SortedMap<String, Integer> sizes,
        SortedMap<String, String> params,
        boolean stranger,
        Optional<String> fails,
        List<Slope> slopes,
        List<Stmt> body,
        Decl.Test written) {
    /** A pure function whose gradient is to be compared with differences; {@code wrt} empty: all it can be. */
    public record Slope(Span span, String function, List<String> wrt) {
        public Slope {
            wrt = List.copyOf(wrt);
        }
    }

    public TestCase {
        slopes = List.copyOf(slopes);
        body = List.copyOf(body);
    }
}
