package io.gradchain.cli.training;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Included;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Standardiser;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.reference.Setting;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A deployed contract with {@code add}, {@code fit}, {@code predict}, {@code coef_} and {@code intercept_}. */
public final class TrainingContract {
    /** Argument bytes of one upload: small enough that a block stays quick to send and to check. */
    private static final int UPLOAD_BYTES = 48 * 1024;

    /** Epochs of the first fits, whose gas tells that of the others; the very first also pays for new state. */
    private static final int[] PROBES = {1, 1, 2};

    private final ChainClient chain;
    private final Address address;
    private final Interface shown;

    public TrainingContract(ChainClient chain, Address address) {
        this.chain = chain;
        this.address = address;
        this.shown = chain.contract(address);
    }

    public Address address() {
        return address;
    }

    public Interface shown() {
        return shown;
    }

    /** Which of the two models it trains. */
    public Model model() {
        return switch (shown.name()) {
            case "LinearRegression" -> Model.LINEAR;
            case "LogisticRegression" -> Model.LOGISTIC;
            default -> throw CliError.NOT_FOUND.at(shown.name(), "is no training contract that gradchain fit knows");
        };
    }

    /** How many features a sample has. */
    public int features() {
        return ((Type.Mat) signature("add").parameters().getFirst().type()).cols();
    }

    /** Tells the contract how features were standardised, so that anybody can put new samples in its units. */
    public void setScale(Sender sender, Standardiser standardiser) {
        requireFeatures(standardiser.mean().length);
        call(
                sender,
                "set_scale",
                chain.status().blockGasLimit() / 10,
                Value.tensor(FixedTensor.adoptVec(raws(standardiser.mean()))),
                Value.tensor(FixedTensor.adoptVec(raws(standardiser.scale()))));
    }

    private void requireFeatures(int given) {
        if (given != features()) {
            throw CliError.WRONG_FEATURES.at(
                    shown.name(),
                    "the data has " + given + " features, the contract takes " + features(),
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

    /** How features were standardised, as the contract knows it. */
    public Standardiser scale() {
        return new Standardiser(doubles(view("mean_")), doubles(view("scale_")));
    }

    private static double[] doubles(Value vec) {
        return Arrays.stream(((Value.TensorValue) vec).tensor().toArray())
                .mapToDouble(Quantised::toDouble)
                .toArray();
    }

    /** Samples it holds. */
    public long rows() {
        return ((Value.IntValue) view("n_rows")).value();
    }

    /** How it trains, for {@code epochs}. */
    public Setting setting(int epochs) {
        return new Setting(Quantised.toDouble(raw(view("eta0"))), Quantised.toDouble(raw(view("alpha"))), epochs);
    }

    /** Uploads samples in chunks; {@code rowsDone} hears how many are final. Returns the gas. */
    public long upload(Sender sender, Quantised samples, IntConsumer rowsDone) {
        requireFeatures(samples.columns());
        int cap = ((Type.Mat) signature("add").parameters().getFirst().type())
                .rows()
                .size();
        int chunk = Math.clamp(UPLOAD_BYTES / (8L * (samples.columns() + 1)), 1, cap);
        long gas = 0;
        for (int from = 0; from < samples.rows(); from += chunk) {
            int to = Math.min(samples.rows(), from + chunk);
            Value x = matrix(samples.features(), from, to, samples.columns());
            Value y = Value.tensor(FixedTensor.vec(Arrays.copyOfRange(samples.labels(), from, to)));
            gas += call(sender, "add", chain.status().blockGasLimit() / 4, x, y).gasUsed();
            rowsDone.accept(to);
        }
        return gas;
    }

    /**
     * Trains for {@code epochs} more, in transactions of at most {@code perTransaction} epochs that each take at most a
     * tenth of a block's gas; {@code heard} gets every epoch when its block is final.
     */
    public FitResult fit(Sender sender, int epochs, int perTransaction, Consumer<LossPoint> heard) {
        long blockGas = chain.status().blockGasLimit();
        List<LossPoint> losses = new ArrayList<>();
        List<Long> probes = new ArrayList<>();
        long start = System.nanoTime();
        long gas = 0;
        int transactions = 0;
        long height = 0;
        int count = 0;
        for (int done = 0; done < epochs; done += count) {
            long limit = blockGas / 2;
            int probe = probes.size();
            if (probe < PROBES.length) {
                count = Math.min(PROBES[probe], epochs - done);
            } else {
                EpochBudget budget = EpochBudget.ofProbes(probes.get(1), probes.get(2));
                count = Math.min(Math.min(perTransaction, budget.epochsFor(blockGas / 10)), epochs - done);
                limit = Math.min(blockGas, budget.limit(count));
            }
            Included included = call(sender, "fit", limit, Value.integer(count));
            if (probe < PROBES.length) {
                probes.add(included.gasUsed());
            }
            gas += included.gasUsed();
            transactions++;
            height = included.height();
            for (LossPoint point : losses(included.events())) {
                losses.add(point);
                heard.accept(point);
            }
        }
        return new FitResult(losses, gas, transactions, (System.nanoTime() - start) / 1e9, height, count);
    }

    private List<LossPoint> losses(List<Event> events) {
        List<LossPoint> out = new ArrayList<>();
        for (Event event : events) {
            EventType type = shown.event(event.topic()).orElseThrow();
            if (type.name().equals("Loss")) {
                List<Value> values = decode(type.types(), event.data());
                out.add(new LossPoint(
                        ((Value.IntValue) values.get(0)).value(),
                        Quantised.toDouble(raw(values.get(1))),
                        Quantised.toDouble(raw(values.get(2)))));
            }
        }
        return out;
    }

    /** The model at the last final block. */
    public TrainedModel trained() {
        FixedTensor w = ((Value.TensorValue) view("coef_")).tensor();
        return new TrainedModel(w.toArray(), raw(view("intercept_")));
    }

    /** Epochs trained so far. */
    public long epochs() {
        return ((Value.IntValue) view("n_iter_")).value();
    }

    /**
     * What {@code function} ({@code predict} or {@code predict_proba}) says to rows of raw standardised features, raw;
     * computed by the contract on the chain, in chunks.
     */
    public long[] ask(String function, long[][] rows) {
        Type.Mat type = (Type.Mat) signature(function).parameters().getFirst().type();
        int chunk = Math.clamp(UPLOAD_BYTES / (8L * type.cols()), 1, type.rows().size());
        long[] out = new long[rows.length];
        for (int from = 0; from < rows.length; from += chunk) {
            int to = Math.min(rows.length, from + chunk);
            Value answer = view(function, matrix(rows, from, to, type.cols()));
            long[] part = ((Value.TensorValue) answer).tensor().toArray();
            System.arraycopy(part, 0, out, from, part.length);
        }
        return out;
    }

    private Included call(Sender sender, String function, long gasLimit, Value... arguments) {
        return sender.send(new Payload.Call(address, function, Values.encode(arguments), Amount.ZERO), gasLimit);
    }

    private Value view(String function, Value... arguments) {
        Signature signature = signature(function);
        byte[] output = chain.view(address, function, Values.encode(arguments));
        return decode(List.of(signature.result().orElseThrow()), output).getFirst();
    }

    private Signature signature(String function) {
        return shown.function(function)
                .orElseThrow(() -> CliError.NOT_FOUND.at(
                        shown.name(),
                        "the contract has no function " + function,
                        "fit and predict need a training contract: gradchain deploy linear"));
    }

    static List<Value> decode(List<Type> types, byte[] bytes) {
        return switch (Values.decode(types, bytes)) {
            case Values.Decoded.Good good -> good.values();
            case Values.Decoded.Bad bad ->
                throw new IllegalStateException("the node sent value " + bad.position() + ": " + bad.reason());
        };
    }

    private static long raw(Value value) {
        return ((Value.FixedValue) value).raw();
    }

    private static Value matrix(long[][] rows, int from, int to, int columns) {
        long[] raws = new long[(to - from) * columns];
        for (int i = from; i < to; i++) {
            System.arraycopy(rows[i], 0, raws, (i - from) * columns, columns);
        }
        return Value.tensor(FixedTensor.adoptMat(to - from, columns, raws));
    }
}
