package io.gradchain.mlvm.contract;

import io.gradchain.mlvm.builder.FunctionBuilder;
import io.gradchain.mlvm.builder.Ref;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.util.List;

/**
 * Least squares: loss mean((ŷ − y)²) + α·|w|², gradient (2/n)·Xᵀ(ŷ − y) + 2αw. (The founding article prints the
 * gradient's data part with the sign of y − ŷ but without the minus in front; this is the derivative.)
 */
public final class LinearRegression {
    private LinearRegression() {}

    /**
     * @param features d ≥ 1
     * @param cap the most rows the dataset on the chain can hold
     */
    public static Program program(int features, int cap) {
        Regression r = new Regression("LinearRegression", features, cap, new SquaredError());
        r.program()
                .view(
                        "predict",
                        List.of(r.queries()),
                        Type.vecUpTo(Regression.PREDICT_ROWS),
                        f -> f.returns(r.linear(f, f.parameter(0))))
                .view("score", List.of(r.queries(), Regression.answers()), Type.Scalar.FIXED, f -> {
                    // R² = 1 − Σ(ŷ − y)² / Σ(y − ȳ)²
                    Ref y = f.parameter(1);
                    Ref error = f.sub(r.linear(f, f.parameter(0)), y);
                    Ref spread = f.sub(y, f.op(Op.MEAN, y));
                    Ref ratio = f.div(meanSquare(f, error), meanSquare(f, spread));
                    f.returns(f.sub(f.fixed("1"), ratio));
                });
        return r.build();
    }

    /** mean(e∘e) and not dot(e, e)/n: the sum of many squares may leave the range, their mean does not. */
    private static Ref meanSquare(FunctionBuilder f, Ref e) {
        return f.op(Op.MEAN, f.mul(e, e));
    }

    private record SquaredError() implements Regression.Model {
        @Override
        public Ref residual(FunctionBuilder f, Ref z, Ref y) {
            return f.sub(z, y);
        }

        @Override
        public Ref loss(FunctionBuilder f, Ref z, Ref y, Ref residual) {
            return meanSquare(f, residual);
        }

        @Override
        public Ref scaled(FunctionBuilder f, Ref meanGradient) {
            return f.add(meanGradient, meanGradient);
        }

        @Override
        public void checkLabels(FunctionBuilder f, Ref y) {}
    }
}
