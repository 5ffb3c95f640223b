package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.grad.show.GradientText;
import io.gradchain.mlvm.grad.show.GradientText.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Derived gradients as people write them. */
final class GradientTextTest {
    private static final String SOURCE = """
            contract T(D: size):
                pure fn slope(r: vec[D], z: fixed) -> fixed:
                    let _ = r
                    let m = r[1]
                    let p = exp(m * z)
                    return p / (1.0 + p) + sum(r)
                pure fn kink(x: fixed, y: fixed) -> fixed:
                    return relu(x) + where(x > y, x * y, -x)
                pure fn twice(w: vec[D]) -> fixed:
                    let a = dot(w, w)
                    a = a * a
                    return sqrt(a)
                pure fn looped(x: fixed, n: int) -> fixed:
                    let y = 1.0
                    for _ in range(n, max=3):
                        y *= 2.0
                    return x * y
                pure fn jump(x: fixed) -> fixed:
                    if x > 0.0:
                        return x
                    return -x
            """;

    private static Written library(String name) {
        return (Written) GradientText.of(Plain.compiled(name), "loss", List.of());
    }

    private static String page(String function, String... wrt) {
        return ((Written) GradientText.of(Contract.compiled(SOURCE), function, List.of(wrt))).page();
    }

    @Test
    void theGradientOfTheLogisticLossIsTheTextbooks() {
        assertThat(library("logistic").page()).isEqualTo("""
                fn loss(w: vec[D], b: fixed, alpha: fixed, X: mat[N, D], y: vec[N]) -> fixed

                let z = X @ w + b
                let r = sigmoid(z) - y
                d loss / d w:   (r @ X) / N + 2 * alpha * w
                d loss / d b:   mean(r)
                """);
        assertThat(library("logistic").rearranged()).isFalse();
    }

    @Test
    void theGradientOfLeastSquaresIsTheTextbooksButForItsRounding() {
        assertThat(library("linear").page()).isEqualTo("""
                fn loss(w: vec[D], b: fixed, alpha: fixed, X: mat[N, D], y: vec[N]) -> fixed

                let e = X @ w + b - y
                d loss / d w:   2 * (e @ X) / N + 2 * alpha * w
                d loss / d b:   2 * mean(e)
                """);
        assertThat(library("linear").rearranged()).isTrue();
    }

    @Test
    void theCodeIsWhatTheMachineDoes() {
        assertThat(library("linear").code()).isEqualTo("""
                    pure fn grad_loss_w[N: size](w: vec[D], b: fixed, alpha: fixed, X: mat[N, D], y: vec[N]) -> vec[D]:
                        let e = X @ w + b - y
                        return 2.0 * ((e @ X) / fixed(len(X))) + 2.0 * alpha * w

                    pure fn grad_loss_b[N: size](w: vec[D], b: fixed, alpha: fixed, X: mat[N, D], y: vec[N]) -> fixed:
                        let e = X @ w + b - y
                        return 2.0 * mean(e)
                """);
    }

    @Test
    void everyRealParameterIsTakenWhereTheContractDoesNotSay() {
        assertThat(page("kink")).contains("d kink / d x:   ", "d kink / d y:   ");
        assertThat(page("kink", "y")).doesNotContain("d kink / d x:");
    }

    @Test
    void namesOfTheSourceStayAndNewOnesDoNotClash() {
        assertThat(page("slope")).isEqualTo("""
                fn slope(r: vec[D], z: fixed) -> fixed

                let p = exp(r[1] * z)
                let t = 1 + p
                let t2 = (1 / t - p / t / t) * p
                d slope / d r:   t2 * z * one_hot(1) + 1
                d slope / d z:   t2 * r[1]
                """);
        assertThat(page("twice")).contains("let a = dot(w, w)", "let a2 = a * a");
    }

    @Test
    void whatFollowsFromASeedCompilesAgain() {
        String source = """
                contract T(D: size):
                    pure fn noisy(w: vec[D], x: fixed, seed: int) -> fixed:
                        let u: vec[D] = uniform(seed, 0.0, 1.0)
                        let order = sample(8, D, seed)
                        return dot(w * u, order) + x * x
                """;
        Written text = (Written) GradientText.of(Contract.compiled(source), "noisy", List.of());
        assertThat(text.page()).contains(": vec[D] = uniform(seed, 0, 1)", "let order = sample(8, D, seed)");
        assertThat(Contract.compiled(source + text.code()).pure()).hasSize(3);
    }

    @Test
    void whatHasNoGradientOrNoFormulaIsRefused() {
        assertThat(GradientText.of(Contract.compiled(SOURCE), "jump", List.of()))
                .isInstanceOfSatisfying(
                        GradientText.Refused.class,
                        r -> assertThat(r.diagnostic()).isPresent());
        assertThat(GradientText.of(Contract.compiled(SOURCE), "looped", List.of()))
                .isInstanceOfSatisfying(
                        GradientText.Refused.class, r -> assertThat(r.reason()).contains("branches or loops"));
    }
}
