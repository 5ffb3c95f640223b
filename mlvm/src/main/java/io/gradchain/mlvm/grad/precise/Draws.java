package io.gradchain.mlvm.grad.precise;

import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random arguments, of six decimals. */
final class Draws {
    /** How many rows a tensor has whose size only a call would settle. */
    static final int ROWS = 4;

    private static final int MILLION = 1_000_000;

    private final SplittableRandom random;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SplittableRandom random() {
        return random;
    }

    /** @param positive from 0.1 to 2, else from −1 to 1 */
    List<Num> point(IrFunction f, boolean positive) {
        List<Num> all = new ArrayList<>();
        for (Value parameter : f.parameters()) {
            all.add(number(parameter.type(), positive));
        }
        return all;
    }

    private Num number(GradType type, boolean positive) {
        return switch (type) {
            case Scalar.INT -> Num.of(random.nextLong(ROWS));
            case Scalar.BOOL -> Num.truth(random.nextBoolean());
            case Scalar.FIXED -> Num.of(real(positive));
            case GradType.Vec v -> Num.table(rows(v.size()), 1, p -> real(positive));
            case GradType.Mat m -> Num.table(rows(m.rows()), rows(m.cols()), p -> real(positive));
            case GradType.Bytes b -> Num.of(0);
            case GradType.Text t -> Num.of(0);
            case GradType.Dataset d -> throw taken(type);
            case GradType.Map m -> throw taken(type);
            case GradType.Sequence s -> throw taken(type);
            case GradType.Struct s -> throw taken(type);
            case GradType.Tuple t -> throw taken(type);
        };
    }

    private static IllegalArgumentException taken(GradType type) {
        return new IllegalArgumentException("a parameter is no " + type.text() + " here");
    }

    private static int rows(Size size) {
        return size.known() ? size.dim().size() : ROWS;
    }

    private BigDecimal real(boolean positive) {
        long millionths = positive ? random.nextLong(MILLION / 10, 2 * MILLION) : random.nextLong(-MILLION, MILLION);
        return BigDecimal.valueOf(millionths, 6);
    }
}
