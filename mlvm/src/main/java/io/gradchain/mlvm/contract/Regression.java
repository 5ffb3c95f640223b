package io.gradchain.mlvm.contract;

import io.gradchain.mlvm.builder.FunctionBuilder;
import io.gradchain.mlvm.builder.ProgramBuilder;
import io.gradchain.mlvm.builder.Ref;
import io.gradchain.mlvm.builder.StateRef;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
import java.util.List;

/**
 * What the two trained models share: z = X·w + b over the rows of a dataset on the chain, full-batch gradient descent,
 * an owner, and the mean and scale by which the features were standardised before they came.
 */
final class Regression {
    /** How many rows one call may ask about. */
    static final int PREDICT_ROWS = 4096;

    static final int MAX_EPOCHS = 10_000;

    /** What one kind of model knows: its loss, and the part of the gradient that comes through z. */
    interface Model {
        /** ŷ − y, or whatever times X gives the gradient's direction: vec[n]. */
        Ref residual(FunctionBuilder f, Ref z, Ref y);

        /** The loss of the data alone, without the penalty: fixed. */
        Ref loss(FunctionBuilder f, Ref z, Ref y, Ref residual);

        /** What the gradient of the loss is in terms of mean(residual·x): twice it, or it itself. */
        Ref scaled(FunctionBuilder f, Ref meanGradient);

        /** Whether the labels of new rows are labels at all. */
        void checkLabels(FunctionBuilder f, Ref y);
    }

    private final Model model;
    private final Type.Dataset shape;
    private final ProgramBuilder program;
    private final StateRef owner;
    private final StateRef eta0;
    private final StateRef alpha;
    private final StateRef coef;
    private final StateRef intercept;
    private final StateRef iterations;
    private final StateRef mean;
    private final StateRef scale;
    private final StateRef data;
    private final int lossEvent;

    Regression(String name, int features, int cap, Model model) {
        this.model = model;
        this.shape = new Type.Dataset(cap, features);
        this.program = new ProgramBuilder(name);
        this.owner = program.state("owner", Type.Bytes.ADDRESS);
        this.eta0 = program.state("eta0", Scalar.FIXED);
        this.alpha = program.state("alpha", Scalar.FIXED);
        this.coef = program.state("coef_", Type.vec(features));
        this.intercept = program.state("intercept_", Scalar.FIXED);
        this.iterations = program.state("n_iter_", Scalar.INT);
        this.mean = program.state("mean_", Type.vec(features));
        this.scale = program.state("scale_", Type.vec(features));
        this.data = program.state("data", shape);
        this.lossEvent = program.event(
                "Loss",
                new Field("epoch", Scalar.INT),
                new Field("loss", Scalar.FIXED),
                new Field("grad_norm", Scalar.FIXED));
        writers();
        getters();
    }

    ProgramBuilder program() {
        return program;
    }

    Program build() {
        return program.build();
    }

    /** mat of at most {@link #PREDICT_ROWS} rows to ask about. */
    Field queries() {
        return new Field("X", Type.matUpTo(PREDICT_ROWS, shape.features()));
    }

    static Field answers() {
        return new Field("y", Type.vecUpTo(PREDICT_ROWS));
    }

    /** X·w + b. */
    Ref linear(FunctionBuilder f, Ref x) {
        return f.add(f.op(Op.MATVEC, x, f.load(coef)), f.load(intercept));
    }

    private void writers() {
        program.init(List.of(new Field("eta0", Scalar.FIXED), new Field("alpha", Scalar.FIXED)), f -> {
            Ref zero = f.fixed("0");
            f.require(f.op(Op.GT, f.parameter(0), zero), "eta0 must be above 0");
            f.require(f.op(Op.GE, f.parameter(1), zero), "alpha must not be negative");
            f.store(owner, f.caller());
            f.store(eta0, f.parameter(0));
            f.store(alpha, f.parameter(1));
            f.store(scale, f.add(f.zeros(scale.type()), f.fixed("1")));
        });
        Field x = new Field("X", shape.x());
        Field y = new Field("y", shape.y());
        program.external("add", List.of(x, y), f -> {
            requireOwner(f);
            requireRows(f, f.op(Op.LEN, f.parameter(0)), "add at least one row");
            model.checkLabels(f, f.parameter(1));
            f.append(data, f.parameter(0), f.parameter(1));
        });
        program.external("set_scale", List.of(new Field("mean", mean.type()), new Field("scale", scale.type())), f -> {
            requireOwner(f);
            f.store(mean, f.parameter(0));
            f.store(scale, f.parameter(1));
        });
        program.external("fit", List.of(new Field("epochs", Scalar.INT)), f -> {
            requireOwner(f);
            requireRows(f, f.length(data), "no rows yet: call add first");
            train(f, f.rows(data), f.labels(data), f.parameter(0));
        });
        program.external("partial_fit", List.of(x, y), f -> {
            requireOwner(f);
            requireRows(f, f.op(Op.LEN, f.parameter(0)), "partial_fit needs at least one row");
            model.checkLabels(f, f.parameter(1));
            train(f, f.parameter(0), f.parameter(1), f.integer(1));
        });
    }

    private void requireOwner(FunctionBuilder f) {
        f.require(f.op(Op.EQ, f.caller(), f.load(owner)), "only the owner may do this");
    }

    private static void requireRows(FunctionBuilder f, Ref rows, String message) {
        f.require(f.op(Op.GT, rows, f.integer(0)), message);
    }

    /** Each round: the loss and gradient where the weights are, one step down, one event. */
    private void train(FunctionBuilder f, Ref x, Ref y, Ref epochs) {
        Ref n = f.op(Op.TO_FIXED, f.op(Op.LEN, x));
        Ref eta = f.load(eta0);
        Ref penalty = f.load(alpha);
        Ref twicePenalty = f.add(penalty, penalty);
        Ref w = f.variable(f.load(coef));
        Ref b = f.variable(f.load(intercept));
        Ref iteration = f.variable(f.load(iterations));
        Ref one = f.integer(1);
        f.loop(epochs, MAX_EPOCHS, round -> {
            Ref z = f.add(f.op(Op.MATVEC, x, w), b);
            Ref residual = model.residual(f, z, y);
            Ref loss = f.add(model.loss(f, z, y, residual), f.mul(penalty, f.op(Op.DOT, w, w)));
            // divided by n before the learning rate: the other order loses up to 45 times more
            Ref meanGradient = f.div(f.op(Op.VECMAT, x, residual), n);
            Ref gradient = f.add(model.scaled(f, meanGradient), f.mul(w, twicePenalty));
            Ref slope = model.scaled(f, f.op(Op.MEAN, residual));
            f.assign(w, f.sub(w, f.mul(gradient, eta)));
            f.assign(b, f.sub(b, f.mul(slope, eta)));
            f.assign(iteration, f.add(iteration, one));
            f.emit(lossEvent, iteration, loss, f.op(Op.NORM, gradient));
        });
        f.store(coef, w);
        f.store(intercept, b);
        f.store(iterations, iteration);
    }

    private void getters() {
        program.getter("coef_", coef)
                .getter("intercept_", intercept)
                .getter("n_iter_", iterations)
                .getter("mean_", mean)
                .getter("scale_", scale)
                .getter("eta0", eta0)
                .getter("alpha", alpha)
                .getter("owner", owner)
                .view("n_rows", List.of(), Scalar.INT, f -> f.returns(f.length(data)));
    }
}
