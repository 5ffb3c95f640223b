package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the compiler derives can be read. */
final class ListingTest {
    private static final String SOURCE = """
            contract A(D: size):
                pure fn loss[N: size](w: vec[D], b: fixed, X: mat[N, D], y: vec[N]) -> fixed:
                    let z = X @ w + b
                    return mean(softplus(z) - y * z)
                pure fn kink(x: fixed) -> fixed:
                    if x > 0.0:
                        return x
                    return -x
            """;

    @Test
    void theGradientOfTheLogisticLossIsTheTextbooks() {
        assertThat(Listing.gradient(Contract.compiled(SOURCE), "loss", List.of("w", "b")))
                .contains("""
                        value_and_grad(loss)(w %0: vec[D], b %1: fixed, X %2: mat[N, D], y %3: vec[N]):
                            %4: vec[N] = matvec %2, %0
                            %5: vec[N] = add %4, %1
                            %6: vec[N] = softplus %5
                            %7: vec[N] = mul %3, %5
                            %8: vec[N] = sub %6, %7
                            %9: fixed = mean %8
                            %10: int = len %8
                            %11: fixed = to_fixed %10
                            %12: vec[N] = sigmoid %5
                            %13: vec[N] = sub %12, %3
                            %14: fixed = mean %13
                            %15: vec[D] = vecmat %2, %13
                            %16: vec[D] = div %15, %11
                            give %9, %16, %14
                        """);
    }

    @Test
    void whatHasNoGradientHasNoListing() {
        var compiled = Contract.compiled(SOURCE);
        assertThat(Listing.gradient(compiled, "kink", List.of("x"))).isEmpty();
        assertThat(Listing.gradient(compiled, "loss", List.of("v"))).isEmpty();
        assertThat(Listing.gradient(compiled, "loss", List.of())).isEmpty();
        assertThat(Listing.function(compiled, "kink").orElseThrow()).contains("if %2:", "@3: fixed := %0");
        assertThat(Listing.function(compiled, "missing")).isEmpty();
    }

    @Test
    void aFunctionCalledFromOutsideShowsItsNames() {
        var compiled = Contract.compiled("""
                contract A(D: size):
                    param step: int = 1
                    state:
                        w: vec[D] = zeros
                        n: int = 0
                    event Seen(n: int)
                    @external
                    fn count(times: int):
                        require times > 0, "too few"
                        for _ in range(times, max=9):
                            n += step
                        emit Seen(n)
                    @view
                    fn half(x: fixed) -> fixed:
                        return 0.5 * x
                """);
        assertThat(Listing.names(compiled)).contains("init", "count", "half", "w", "n");
        assertThat(Listing.function(compiled, "count").orElseThrow())
                .startsWith("count(times %0: int):\n")
                .contains("require %2 \"too few\"", "load n", "load step", ", at most 9:", "emit ", " Seen\n")
                .doesNotContain("give");
        assertThat(Listing.function(compiled, "half")).contains("""
                half(x %0: fixed):
                    %1: fixed = const 0.5
                    %2: fixed = mul %1, %0
                    return %2
                """);
    }
}
