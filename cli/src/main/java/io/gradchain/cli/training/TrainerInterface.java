package io.gradchain.cli.training;

import io.gradchain.cli.error.CliError;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a contract that trains can be asked, told from the names and shapes it shows and not from what it is called:
 * {@code add(mat[<=n, D], vec[<=n])}, {@code fit(int)} and the event {@code Loss(int, fixed, fixed)}. All else may be
 * missing.
 */
public record TrainerInterface(Interface shown) {
    private static final List<Type> LOSS = List.of(Type.Scalar.INT, Type.Scalar.FIXED, Type.Scalar.FIXED);

    /** X-41 for a contract that does not train. */
    public TrainerInterface {
        List<String> lacking = new ArrayList<>();
        if (!takesLabelled(shown, "add", Signature.Kind.EXTERNAL)) {
            lacking.add("add(mat[<=n, D], vec[<=n])");
        }
        if (!takesCount(shown, "fit")) {
            lacking.add("fit(int)");
        }
        if (shown.events().stream().noneMatch(TrainerInterface::isLoss)) {
            lacking.add("the event Loss(epoch: int, loss: fixed, grad_norm: fixed)");
        }
        if (!lacking.isEmpty()) {
            throw CliError.NOT_FOUND.at(
                    shown.name(),
                    "is no training contract: it lacks " + String.join(", ", lacking),
                    "gradchain new linear NAME makes one that trains");
        }
    }

    static boolean isLoss(EventType event) {
        return event.name().equals("Loss") && event.types().equals(LOSS);
    }

    /** How many features a sample has. */
    public int features() {
        return samples("add").cols();
    }

    /** The most rows that {@code function} takes at once. */
    int mostRows(String function) {
        return samples(function).rows().size();
    }

    private Type.Mat samples(String function) {
        return (Type.Mat)
                shown.function(function).orElseThrow().parameters().getFirst().type();
    }

    /** Numbers, or as many classes as {@code predict_proba} gives probabilities for. */
    public Task task() {
        return outputs("predict_proba")
                .<Task>map(k -> new Task.Classification(Math.max(2, k)))
                .orElseGet(Task.Regression::new);
    }

    /**
     * How many numbers {@code function} answers for each row of {@code mat[<=n, D]}: 1 for a vec, the columns of a mat;
     * empty if it is no such view.
     */
    public Optional<Integer> outputs(String function) {
        return shown.function(function)
                .filter(f -> f.kind() == Signature.Kind.VIEW
                        && f.parameters().size() == 1
                        && isSamples(f.parameters().getFirst().type()))
                .flatMap(Signature::result)
                .flatMap(result -> switch (result) {
                    case Type.Vec v -> Optional.of(1);
                    case Type.Mat m -> Optional.of(m.cols());
                    case Type.Scalar s -> Optional.empty();
                    case Type.Bytes b -> Optional.empty();
                    case Type.Dataset d -> Optional.empty();
                    case Type.Map m -> Optional.empty();
                });
    }

    private boolean isSamples(Type type) {
        return type instanceof Type.Mat m && m.rows().runtime() && m.cols() == features();
    }

    /** Whether it says how good it is on rows with labels. */
    public boolean scores() {
        return takesLabelled(shown, "score", Signature.Kind.VIEW)
                && samples("score").cols() == features()
                && shown.function("score").flatMap(Signature::result).equals(Optional.of(Type.Scalar.FIXED));
    }

    /** Whether it keeps mean and scale of the features, so that they can come standardised. */
    public boolean keepsScale() {
        Type vec = Type.vec(features());
        return shown.function("set_scale")
                        .filter(f -> f.kind() == Signature.Kind.EXTERNAL
                                && f.parameterTypes().equals(List.of(vec, vec)))
                        .isPresent()
                && shows("mean_", vec)
                && shows("scale_", vec);
    }

    /** Whether it trains by random parts of its rows. */
    public boolean takesBatches() {
        return takesCount(shown, "fit_batches");
    }

    /** Whether it takes rows to judge itself by. */
    public boolean holdsOut() {
        return takesLabelled(shown, "hold_out", Signature.Kind.EXTERNAL)
                && samples("hold_out").cols() == features();
    }

    /** Whether the view {@code name} takes nothing and gives a {@code type}. */
    boolean shows(String name, Type type) {
        return shown(name).equals(Optional.of(type));
    }

    /** What the view {@code name} gives, if it is one that takes nothing. */
    Optional<Type> shown(String name) {
        return shown.function(name)
                .filter(f -> f.kind() == Signature.Kind.VIEW && f.parameters().isEmpty())
                .flatMap(Signature::result);
    }

    private static boolean takesCount(Interface shown, String function) {
        return shown.function(function)
                .filter(f -> f.kind() == Signature.Kind.EXTERNAL
                        && f.parameterTypes().equals(List.of(Type.Scalar.INT)))
                .isPresent();
    }

    private static boolean takesLabelled(Interface shown, String function, Signature.Kind kind) {
        return shown.function(function)
                .filter(f -> f.kind() == kind
                        && f.parameters().size() == 2
                        && f.parameters().get(0).type() instanceof Type.Mat x
                        && f.parameters().get(1).type() instanceof Type.Vec y
                        && x.rows().runtime()
                        && y.size().runtime())
                .isPresent();
    }

    /** What a training does without, for people: a line each. */
    public List<String> skipped() {
        List<String> lines = new ArrayList<>();
        if (!keepsScale()) {
            lines.add("without set_scale, mean_ and scale_: features go to the contract in their own units");
        }
        if (!shows("n_rows", Type.Scalar.INT)) {
            lines.add("without n_rows: which rows the contract holds is taken from the notes on this machine");
        }
        return lines;
    }
}
