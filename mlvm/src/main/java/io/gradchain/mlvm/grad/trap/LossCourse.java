package io.gradchain.mlvm.grad.trap;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The losses that a training announced, raw, oldest first. */
public final class LossCourse {
    /** The event that tools know a training by, and its field. */
    private static final String EVENT = "Loss";

    private static final String FIELD = "loss";

    private static final int ENOUGH = 3;

    /** A single step that multiplies the loss by this is no accident. */
    private static final int LEAP = 10;

    private static final MathContext DIGITS = new MathContext(6);

    private final List<Long> losses = new ArrayList<>();

    /** Takes what the event says of the loss, if it does. */
    public void hear(Interface shown, int topic, byte[] data) {
        shown.event(topic)
                .filter(type -> type.name().equals(EVENT))
                .map(type -> loss(type, data))
                .ifPresent(loss -> loss.ifPresent(losses::add));
    }

    private static OptionalLong loss(EventType type, byte[] data) {
        int at = type.fields().stream().map(Field::name).toList().indexOf(FIELD);
        return at >= 0
                        && type.types().get(at) == Type.Scalar.FIXED
                        && Values.decode(type.types(), data) instanceof Values.Decoded.Good good
                ? OptionalLong.of(((Value.FixedValue) good.values().get(at)).raw())
                : OptionalLong.empty();
    }

    /** How it grew up to its end: over three losses or more, or tenfold in one step; empty if it did not. */
    public Optional<String> growth() {
        int from = losses.size() - 1;
        while (from > 0 && losses.get(from - 1) < losses.get(from)) {
            from--;
        }
        int grown = losses.size() - from;
        if (grown >= ENOUGH) {
            return Optional.of("the loss grew in each of the last " + (grown - 1) + " epochs " + range(from));
        }
        boolean leapt = grown == 2 && losses.get(from) > 0 && losses.getLast() / LEAP >= losses.get(from);
        return leapt
                ? Optional.of("the loss grew more than tenfold in the last epoch " + range(from))
                : Optional.empty();
    }

    /** After how few epochs the numbers left the range, where there were too few losses to see a course. */
    public Optional<String> early() {
        int epochs = losses.size();
        return epochs > 0 && epochs < ENOUGH
                ? Optional.of("the numbers left the range after " + epochs + (epochs == 1 ? " epoch" : " epochs")
                        + ", whose last loss was " + shortly(losses.getLast()))
                : Optional.empty();
    }

    private String range(int from) {
        return "(" + shortly(losses.get(from)) + " → " + shortly(losses.getLast()) + ")";
    }

    private static String shortly(long raw) {
        return new BigDecimal(Fixed.toString(raw))
                .round(DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
