package io.gradchain.mlvm.contract;

import io.gradchain.mlvm.builder.FunctionBuilder;
import io.gradchain.mlvm.builder.Ref;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.util.List;

/**
 * Two classes, labels 0 and 1: cross-entropy written as mean(softplus(z) − y·z) + α·|w|², which neither overflows nor
 * takes the logarithm of a rounded 0; gradient (1/n)·Xᵀ(σ(z) − y) + 2αw.
 */
public final class LogisticRegression {
    private LogisticRegression() {}

    /**
     * @param features d ≥ 1
     * @param cap the most rows the dataset on the chain can hold
     */
    public static Program program(int features, int cap) {
        Regression r = new Regression("LogisticRegression", features, cap, new CrossEntropy());
        Type answers = Type.vecUpTo(Regression.PREDICT_ROWS);
        r.program()
                .view("predict", List.of(r.queries()), answers, f -> f.returns(classes(f, r.linear(f, f.parameter(0)))))
                .view(
                        "predict_proba",
                        List.of(r.queries()),
                        answers,
                        f -> f.returns(f.op(Op.SIGMOID, r.linear(f, f.parameter(0)))))
                .view("score", List.of(r.queries(), Regression.answers()), Type.Scalar.FIXED, f -> {
                    Ref right = f.op(Op.EQ, classes(f, r.linear(f, f.parameter(0))), f.parameter(1));
                    f.returns(f.op(Op.MEAN, right));
                });
        return r.build();
    }

    /** 1 where σ(z) > ½, that is z > 0. */
    private static Ref classes(FunctionBuilder f, Ref z) {
        return f.op(Op.GT, z, f.fixed("0"));
    }

    private record CrossEntropy() implements Regression.Model {
        @Override
        public Ref residual(FunctionBuilder f, Ref z, Ref y) {
            return f.sub(f.op(Op.SIGMOID, z), y);
        }

        @Override
        public Ref loss(FunctionBuilder f, Ref z, Ref y, Ref residual) {
            return f.op(Op.MEAN, f.sub(f.op(Op.SOFTPLUS, z), f.mul(y, z)));
        }

        @Override
        public Ref scaled(FunctionBuilder f, Ref meanGradient) {
            return meanGradient;
        }

        @Override
        public void checkLabels(FunctionBuilder f, Ref y) {
            Ref labels = f.add(f.op(Op.EQ, y, f.fixed("0")), f.op(Op.EQ, y, f.fixed("1")));
            f.require(f.op(Op.GT, f.op(Op.LOWEST, labels), f.fixed("0")), "labels must be 0 or 1");
        }
    }
}
