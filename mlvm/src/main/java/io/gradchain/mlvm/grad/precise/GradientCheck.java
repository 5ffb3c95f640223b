package io.gradchain.mlvm.grad.precise;

import static io.gradchain.mlvm.grad.precise.Precise.MC;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Derivation;
import io.gradchain.mlvm.grad.Derivation.Derived;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Copy;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.TooLongException;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a derived gradient against central differences (f(x + h) − f(x − h)) / 2h of the function itself, both computed
 * with 36 digits: what remains is the error of the formula, not of the arithmetic.
 */
public final class GradientCheck {
    public static final BigDecimal TOLERANCE = new BigDecimal("1e-6");

    private static final BigDecimal STEP = new BigDecimal("1e-10");
    private static final BigDecimal LEAST = new BigDecimal("1e-3");
    /** A slope to the left and to the right that differ by more meet in a kink. */
    private static final BigDecimal KINK = new BigDecimal("1e-5");

    private static final int TRIES = 40;
    /** Slopes that are compared at one point, if there are more. */
    private static final int MOST_SLOPES = 24;

    /** What came out. */
    public sealed interface Result {
        /** @param worst where the two differ most */
        record Compared(int points, Slope worst) implements Result {
            public boolean passes() {
                return worst.error().compareTo(TOLERANCE) <= 0;
            }
        }

        /** @param diagnostic what the compiler says, if the function has no gradient */
        record Refused(String reason, Optional<Diagnostic> diagnostic) implements Result {}
    }

    /**
     * One slope at one point.
     *
     * @param element of the parameter, row by row from 0
     * @param point the arguments, in order
     */
    public record Slope(
            String parameter,
            int element,
            BigDecimal derived,
            BigDecimal difference,
            BigDecimal error,
            List<Num> point) {
        public Slope {
            point = List.copyOf(point);
        }
    }

    private final IrFunction function;
    private final IrFunction gradient;
    private final List<String> wrt;
    private final Draws draws;

    private GradientCheck(IrFunction function, IrFunction gradient, List<String> wrt, Draws draws) {
        this.function = function;
        this.gradient = gradient;
        this.wrt = wrt;
        this.draws = draws;
    }

    /**
     * @param wrt names of parameters, none for the usual ones
     * @param points at least 1
     */
    public static Result run(Compiled contract, String function, List<String> wrt, int points, long seed) {
        return switch (Derivation.of(contract, function, wrt)) {
            case Derivation.Refused refused -> new Result.Refused(refused.reason(), refused.diagnostic());
            case Derived d -> run(d, points, seed);
        };
    }

    private static Result run(Derived d, int points, long seed) {
        try {
            return new GradientCheck(sized(d.function(), d), sized(d.gradient(), d), d.wrt(), new Draws(seed))
                    .run(points);
        } catch (TooLongException tooLong) {
            return new Result.Refused("the gradient is too long to be checked", Optional.empty());
        }
    }

    /** With small sizes in the place of those that a call would settle. */
    private static IrFunction sized(IrFunction f, Derived in) {
        SortedMap<String, Size> sizes = new TreeMap<>();
        for (Value parameter : f.parameters()) {
            parameter.type().sizes().forEach(size -> settle(size, sizes));
        }
        List<Value> parameters = f.parameters().stream()
                .map(p -> in.ids().value(p.type().with(sizes), Span.NOWHERE))
                .toList();
        Builder to = new Builder(in.ids());
        List<Value> results = Copy.inline(f, sizes, parameters, Optional.empty(), to);
        return Derivation.simplified(new IrFunction(f.name(), f.names(), parameters, to.block(), results));
    }

    private static void settle(Size size, SortedMap<String, Size> sizes) {
        if (size instanceof Size.Generic g) {
            sizes.put(g.name(), new Size.Literal(Draws.ROWS));
        }
    }

    private Result run(int points) {
        Optional<Slope> worst = Optional.empty();
        for (int i = 0; i < points; i++) {
            Optional<Slope> here = Optional.empty();
            for (int attempt = 0; attempt < TRIES && here.isEmpty(); attempt++) {
                try {
                    here = at(draws.point(function, attempt % 2 == 1));
                } catch (Undefined undefined) {
                    // no value there: another point
                }
            }
            if (here.isEmpty()) {
                return new Result.Refused(
                        "none of " + TRIES + " random points lies where `" + function.name() + "` has a slope",
                        Optional.empty());
            }
            worst = worse(worst, here.get());
        }
        return worst.<Result>map(slope -> new Result.Compared(points, slope))
                .orElseGet(() -> new Result.Refused("no point was asked for", Optional.empty()));
    }

    private static Optional<Slope> worse(Optional<Slope> a, Slope b) {
        return a.isPresent() && a.get().error().compareTo(b.error()) >= 0 ? a : Optional.of(b);
    }

    /** The worst slope of a point; empty if a kink is nearer than a step. */
    private Optional<Slope> at(List<Num> point) {
        List<Num> results = PreciseFunction.run(gradient, point);
        BigDecimal value = results.getFirst().scalar();
        List<Integer> firsts = new ArrayList<>();
        int all = 0;
        for (String name : wrt) {
            firsts.add(all);
            all += point.get(function.names().indexOf(name)).values().size();
        }
        Optional<Slope> worst = Optional.empty();
        int start = all > MOST_SLOPES ? draws.random().nextInt(all) : 0;
        for (int n = 0; n < Math.min(all, MOST_SLOPES); n++) {
            int element = (start + n) % all;
            int k = wrt.size() - 1;
            while (firsts.get(k) > element) {
                k--;
            }
            int inside = element - firsts.get(k);
            BigDecimal derived = results.get(k + 1).values().get(inside);
            Optional<Slope> slope = slope(wrt.get(k), inside, derived, value, point);
            if (slope.isEmpty()) {
                return Optional.empty();
            }
            worst = worse(worst, slope.get());
        }
        return worst;
    }

    private Optional<Slope> slope(String name, int element, BigDecimal derived, BigDecimal value, List<Num> point) {
        int parameter = function.names().indexOf(name);
        BigDecimal above = moved(point, parameter, element, STEP);
        BigDecimal below = moved(point, parameter, element, STEP.negate());
        BigDecimal right = above.subtract(value, MC).divide(STEP, MC);
        BigDecimal left = value.subtract(below, MC).divide(STEP, MC);
        BigDecimal difference = right.add(left, MC).divide(BigDecimal.TWO, MC);
        BigDecimal scale = difference.abs().max(BigDecimal.ONE);
        if (right.subtract(left, MC).abs().compareTo(KINK.multiply(scale, MC)) > 0) {
            return Optional.empty();
        }
        BigDecimal error =
                derived.subtract(difference, MC).abs().divide(difference.abs().max(LEAST), MC);
        return Optional.of(new Slope(name, element, derived, difference, error, point));
    }

    private BigDecimal moved(List<Num> point, int parameter, int element, BigDecimal by) {
        List<Num> there = new ArrayList<>(point);
        Num from = there.get(parameter);
        there.set(parameter, from.with(element, from.values().get(element).add(by)));
        return PreciseFunction.run(function, there).getFirst().scalar();
    }
}
