package io.gradchain.cli.training;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Pipeline;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Standardiser;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Setting;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A deployed contract that trains; what it can be asked beyond {@code add} and {@code fit}, {@link #trainer} tells. */
public final class TrainingContract {
    /** Argument bytes of one upload: small enough that a block stays quick to send and to check. */
    private static final int UPLOAD_BYTES = 48 * 1024;

    private final ContractCalls calls;
    private final TrainerInterface trainer;

    /** X-41 for a contract that does not train. */
    public TrainingContract(ChainClient chain, Address address) {
        this.calls = new ContractCalls(chain, address, chain.contract(address));
        this.trainer = new TrainerInterface(calls.shown());
    }

    public TrainerInterface trainer() {
        return trainer;
    }

    /** What it learns. */
    public Task task() {
        return trainer.task();
    }

    /** Whether it is one of the library's, found out by compiling that. */
    public Origin origin() {
        return Origin.of(calls.chain(), calls.address(), calls.shown());
    }

    /** Tells the contract how features were standardised, so that anybody can put new samples in its units. */
    public void setScale(Sender sender, Standardiser standardiser) {
        requireFeatures(standardiser.mean().length);
        calls.call(
                sender,
                "set_scale",
                calls.blockGas() / 10,
                Value.tensor(FixedTensor.adoptVec(raws(standardiser.mean()))),
                Value.tensor(FixedTensor.adoptVec(raws(standardiser.scale()))));
    }

    private void requireFeatures(int given) {
        if (given != trainer.features()) {
            throw CliError.WRONG_FEATURES.at(
                    calls.shown().name(),
                    "the data has " + given + " features, the contract takes " + trainer.features(),
                    "deploy a contract with --features " + given);
        }
    }

    private static long[] raws(double[] values) {
        return Arrays.stream(values)
                .mapToLong(v -> switch (Fixed.parse(new BigDecimal(v).toPlainString())) {
                    case ParseResult.Parsed parsed -> parsed.raw();
                    case ParseResult.Refused refused ->
                        throw CliError.CSV_OUT_OF_RANGE.at("mean or scale", refused.reason());
                })
                .toArray();
    }

    /** How features were standardised, as the contract knows it; not at all where it does not. */
    public Standardiser scale() {
        return trainer.keepsScale()
                ? new Standardiser(doubles(calls.view("mean_")), doubles(calls.view("scale_")))
                : Standardiser.none(trainer.features());
    }

    private static double[] doubles(Value vec) {
        return Arrays.stream(((Value.TensorValue) vec).tensor().toArray())
                .mapToDouble(Quantised::toDouble)
                .toArray();
    }

    /** Samples it holds, if it says so. */
    public OptionalLong rows() {
        return integer("n_rows");
    }

    /** Epochs trained so far, if it says so. */
    public OptionalLong epochs() {
        return integer("n_iter_");
    }

    /** Whether it wants no more epochs. */
    public boolean stopped() {
        return trainer.shows("stopped_", Type.Scalar.BOOL) && number("stopped_") != 0;
    }

    private OptionalLong integer(String view) {
        return trainer.shows(view, Type.Scalar.INT)
                ? OptionalLong.of(ContractCalls.integer(calls.view(view)))
                : OptionalLong.empty();
    }

    /** What the scalar view {@code name} says, as a number; 0 where there is no such view. */
    double number(String name) {
        if (trainer.shown(name).filter(Type.Scalar.class::isInstance).isEmpty()) {
            return 0;
        }
        return switch (calls.view(name)) {
            case Value.FixedValue f -> Quantised.toDouble(f.raw());
            case Value.IntValue i -> i.value();
            case Value.BoolValue b -> b.value() ? 1 : 0;
            case Value.BytesValue b -> 0;
            case Value.TensorValue t -> 0;
        };
    }

    /** How it trains, for {@code epochs}. */
    public Setting setting(int epochs) {
        return new Setting(number("eta0"), number("alpha"), epochs);
    }

    /** Uploads samples in chunks; {@code rowsDone} hears how many are final. Returns the gas. */
    public long upload(Sender sender, Quantised samples, IntConsumer rowsDone) {
        return upload(sender, "add", samples, rowsDone);
    }

    /** As {@link #upload}, for the rows it judges itself by. */
    public long holdOut(Sender sender, Quantised samples, IntConsumer rowsDone) {
        return upload(sender, "hold_out", samples, rowsDone);
    }

    private long upload(Sender sender, String function, Quantised samples, IntConsumer rowsDone) {
        requireFeatures(samples.columns());
        int chunk = chunk(function, samples.columns() + 1);
        long limit = calls.blockGas() / 4;
        long[] gas = new long[1];
        int[] landed = new int[1];
        Pipeline pipeline = new Pipeline(sender, included -> {
            gas[0] += included.gasUsed();
            landed[0] = Math.min(samples.rows(), landed[0] + chunk);
            rowsDone.accept(landed[0]);
        });
        for (int from = 0; from < samples.rows(); from += chunk) {
            int to = Math.min(samples.rows(), from + chunk);
            Value x = matrix(samples.features(), from, to, samples.columns());
            Value y = Value.tensor(FixedTensor.vec(Arrays.copyOfRange(samples.labels(), from, to)));
            pipeline.send(calls.payload(function, x, y), limit);
        }
        pipeline.finish();
        return gas[0];
    }

    /** Rows of {@code numbers} numbers each that go into one call. */
    private int chunk(String function, int numbers) {
        return Math.clamp(UPLOAD_BYTES / (8L * numbers), 1, trainer.mostRows(function));
    }

    /**
     * Trains for {@code epochs} more, in transactions of at most {@code perTransaction} epochs that each take at most a
     * tenth of a block's gas; {@code heard} gets every epoch when its block is final. Ends early when {@link #stopped}.
     */
    public FitResult fit(Sender sender, int epochs, int perTransaction, Consumer<LossPoint> heard) {
        return new TrainingLoop(calls, sender, "fit", heard).run(epochs, perTransaction, this::stopped);
    }

    /** As {@link #fit}, by {@code steps} random parts of the rows. */
    public FitResult fitBatches(Sender sender, int steps, Consumer<LossPoint> heard) {
        return new TrainingLoop(calls, sender, "fit_batches", heard).run(steps, Integer.MAX_VALUE, this::stopped);
    }

    /** The linear model at the last final block: a {@code vec} of coefficients and one intercept. */
    public TrainedModel trained() {
        FixedTensor w = ((Value.TensorValue) calls.view("coef_")).tensor();
        return new TrainedModel(w.toArray(), ContractCalls.raw(calls.view("intercept_")));
    }

    /** The coefficients at the last final block, if it shows any. */
    public Optional<Learned> learned() {
        if (trainer.shown("coef_").filter(Type::isTensor).isEmpty()) {
            return Optional.empty();
        }
        FixedTensor w = ((Value.TensorValue) calls.view("coef_")).tensor();
        long[][] rows = rows(w);
        long[] intercepts = trainer.shown("intercept_")
                .map(type -> switch (calls.view("intercept_")) {
                    case Value.FixedValue f -> new long[] {f.raw()};
                    case Value.TensorValue t -> t.tensor().toArray();
                    case Value.IntValue i -> new long[0];
                    case Value.BoolValue b -> new long[0];
                    case Value.BytesValue b -> new long[0];
                })
                .filter(all -> all.length == rows[0].length)
                .orElse(new long[0]);
        boolean hidden = trainer.shown("hidden_coef_").isPresent();
        return Optional.of(new Learned(rows, intercepts, !hidden && rows.length == trainer.features()));
    }

    private static long[][] rows(FixedTensor t) {
        long[][] out = new long[t.rows()][t.rank() == 1 ? 1 : t.cols()];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] = t.raw(i * out[i].length + j);
            }
        }
        return out;
    }

    /**
     * What {@code function} ({@code predict} or {@code predict_proba}) says to rows of raw features in the contract's
     * units: rows × outputs, raw; computed by the contract on the chain, in chunks. X-41 if it has no such view.
     */
    public long[][] ask(String function, long[][] rows) {
        int outputs = trainer.outputs(function)
                .orElseThrow(() -> CliError.NOT_FOUND.at(
                        calls.shown().name(),
                        "the contract has no view " + function + "(mat[<=n, " + trainer.features() + "])",
                        "gradchain call @last lists what it has"));
        int chunk = chunk(function, Math.max(trainer.features(), outputs));
        long[][] out = new long[rows.length][];
        for (int from = 0; from < rows.length; from += chunk) {
            int to = Math.min(rows.length, from + chunk);
            Value answer = calls.view(function, matrix(rows, from, to, trainer.features()));
            long[][] part = rows(((Value.TensorValue) answer).tensor());
            System.arraycopy(part, 0, out, from, part.length);
        }
        return out;
    }

    /** Whether {@link #score} takes these rows: a score of parts says nothing of the whole. */
    boolean scoresAtOnce(Quantised rows) {
        return trainer.scores()
                && rows.rows() <= trainer.mostRows("score")
                && Values.encode(arguments(rows)).length <= Payload.MAX_ARGUMENTS;
    }

    /** What the contract says it is worth on these rows, raw. */
    long score(Quantised rows) {
        return ContractCalls.raw(calls.view("score", arguments(rows)));
    }

    private static Value[] arguments(Quantised rows) {
        return new Value[] {
            matrix(rows.features(), 0, rows.rows(), rows.columns()), Value.tensor(FixedTensor.vec(rows.labels()))
        };
    }

    private static Value matrix(long[][] rows, int from, int to, int columns) {
        long[] raws = new long[(to - from) * columns];
        for (int i = from; i < to; i++) {
            System.arraycopy(rows[i], 0, raws, (i - from) * columns, columns);
        }
        return Value.tensor(FixedTensor.adoptMat(to - from, columns, raws));
    }
}
