package io.gradchain.mlvm;

import io.gradchain.mlvm.check.Form;
import io.gradchain.mlvm.check.Step;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.gas.Work;
import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Comparison;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import io.gradchain.mlvm.numeric.Unary;
import io.gradchain.mlvm.tensor.ElementWise;
import io.gradchain.mlvm.tensor.FixedTensor;
import io.gradchain.mlvm.tensor.LinearSystem;
import io.gradchain.mlvm.tensor.Orders;
import io.gradchain.mlvm.tensor.Products;
import io.gradchain.mlvm.tensor.Randoms;
import io.gradchain.mlvm.tensor.Reductions;
import io.gradchain.mlvm.tensor.Shapes;
import io.gradchain.mlvm.tensor.TransposedProducts;
import java.util.Arrays;

/** The instructions on tensors and bytes (M-43): gas, then memory, then the work. */
final class WideSteps {
    private final Frame frame;
    private final Meter meter;

    WideSteps(Frame frame, Meter meter) {
        this.frame = frame;
        this.meter = meter;
    }

    void run(Step step) {
        Op op = step.op();
        long aRows = rows(step, step.a());
        long aCols = cols(step, step.a());
        long bRows = otherRows(step, aRows);
        long bCols = otherCols(step);
        meter.charge(GasTable.of(op, aRows, aCols, bRows, bCols));
        meter.require(GasTable.times(8, Work.values(op, aRows, aCols, bRows, bCols)));
        switch (op) {
            case SUM -> set(step, Reductions.sum(tensor(step.a())));
            case MEAN -> set(step, Reductions.mean(tensor(step.a())));
            case NORM -> set(step, Reductions.norm(tensor(step.a())));
            case HIGHEST -> set(step, Reductions.max(tensor(step.a())));
            case LOWEST -> set(step, Reductions.min(tensor(step.a())));
            case ARGMAX -> set(step, Reductions.argmax(tensor(step.a())));
            case DOT -> set(step, Reductions.dot(tensor(step.a()), tensor(step.b())));
            case LEN -> set(step, tensor(step.a()).rows());
            case ELEMENT -> set(step, tensor(step.a()).raw(index(step.b())));
            case EQ, NE -> {
                if (step.form() == Form.BYTES) {
                    boolean same = Arrays.equals(frame.bytes(step.a()), frame.bytes(step.b()));
                    set(step, ScalarSteps.bit(same == (op == Op.EQ)));
                } else {
                    frame.put(step.out(), compare(step));
                }
            }
            case LT, LE, GT, GE -> frame.put(step.out(), compare(step));
            case LOGSUMEXP -> logSumExp(step);
            case MOVE -> frame.put(step.out(), frame.objects[step.a()]);
            case SELECT -> frame.put(step.out(), select(step));
            default -> frame.put(step.out(), tensor(step));
        }
    }

    private void set(Step step, long scalar) {
        frame.scalars[step.out()] = scalar;
    }

    private FixedTensor tensor(int register) {
        return frame.tensor(register);
    }

    /** An int register as an index: what does not fit an int is outside every tensor. */
    private int index(int register) {
        long index = frame.scalars[register];
        return index == (int) index ? (int) index : -1;
    }

    private FixedTensor tensor(Step step) {
        FixedTensor a = step.a() >= 0 && frame.objects[step.a()] instanceof FixedTensor t ? t : null;
        return switch (step.op()) {
            case NEG -> ElementWise.map(Unary.NEG, a);
            case ABS -> ElementWise.map(Unary.ABS, a);
            case SQRT -> ElementWise.map(Unary.SQRT, a);
            case EXP -> ElementWise.map(Unary.EXP, a);
            case LN -> ElementWise.map(Unary.LN, a);
            case SIGMOID -> ElementWise.map(Unary.SIGMOID, a);
            case SOFTPLUS -> ElementWise.map(Unary.SOFTPLUS, a);
            case TANH -> ElementWise.map(Unary.TANH, a);
            case ADD -> zip(Binary.ADD, step);
            case SUB -> zip(Binary.SUB, step);
            case MUL -> zip(Binary.MUL, step);
            case DIV -> zip(Binary.DIV, step);
            case MIN -> zip(Binary.MIN, step);
            case MAX -> zip(Binary.MAX, step);
            case MATVEC -> Products.matvec(a, tensor(step.b()));
            case VECMAT -> Products.vecmat(a, tensor(step.b()));
            case MATMUL -> Products.matmul(a, tensor(step.b()));
            case TMATMUL -> TransposedProducts.tmatmul(a, tensor(step.b()));
            case SOLVE -> LinearSystem.solve(a, tensor(step.b()));
            case SORT -> Orders.sort(a);
            case ARGSORT -> Orders.argsort(a);
            case CUMSUM -> Orders.cumsum(a);
            case SAMPLE -> sample(step);
            case UNIFORM -> uniform(step);
            case PACK -> pack(step);
            case OUTER -> Products.outer(a, tensor(step.b()));
            case ROW -> Shapes.row(a, index(step.b()));
            case ROWS -> Shapes.rows(a, index(step.b()), index(step.c()));
            case SLICE -> Shapes.slice(a, index(step.b()), index(step.c()));
            case CONCAT -> Shapes.concat(a, tensor(step.b()));
            case TRANSPOSE -> Shapes.transpose(a);
            case GATHER -> Shapes.gather(a, tensor(step.b()));
            case ZEROS -> zeros(step.type());
            case RESHAPE -> reshape(a, step.type());
            case ONE_HOT -> oneHot(step, a);
            default -> throw new IllegalStateException(step.op() + " on tensors");
        };
    }

    private FixedTensor zip(Binary op, Step step) {
        return switch (step.form()) {
            case TENSORS -> ElementWise.zip(op, tensor(step.a()), tensor(step.b()));
            case ROWS -> ElementWise.zipRows(op, tensor(step.a()), tensor(step.b()));
            case TENSOR_SCALAR -> ElementWise.zip(op, tensor(step.a()), frame.scalars[step.b()]);
            case SCALAR_TENSOR -> ElementWise.zip(op, frame.scalars[step.a()], tensor(step.b()));
            case PLAIN, FIXED, INT, BYTES, TENSOR -> throw new IllegalStateException(step.op() + " of " + step.form());
        };
    }

    private FixedTensor compare(Step step) {
        Comparison order = Comparison.valueOf(step.op().name());
        return step.form() == Form.TENSORS
                ? ElementWise.compare(order, tensor(step.a()), tensor(step.b()))
                : ElementWise.compare(order, tensor(step.a()), frame.scalars[step.b()]);
    }

    /** By a mask, element by element; or by a bool, one object or the other. */
    private Object select(Step step) {
        return step.form() == Form.TENSORS
                ? ElementWise.select(tensor(step.a()), tensor(step.b()), tensor(step.c()))
                : frame.objects[frame.scalars[step.a()] != 0 ? step.b() : step.c()];
    }

    private static FixedTensor zeros(Type type) {
        return type instanceof Type.Mat m
                ? FixedTensor.zeros(m.rows().size(), m.cols())
                : FixedTensor.zeros((int) type.elements());
    }

    private static FixedTensor reshape(FixedTensor a, Type type) {
        return type instanceof Type.Mat m ? Shapes.reshape(a, m.rows().size(), m.cols()) : Shapes.flatten(a);
    }

    private FixedTensor oneHot(Step step, FixedTensor labels) {
        return labels == null
                ? Shapes.oneHot(frame.scalars[step.a()], (int) step.type().elements())
                : Shapes.oneHot(labels, ((Type.Mat) step.type()).cols());
    }

    private void logSumExp(Step step) {
        FixedTensor a = tensor(step.a());
        if (a.rank() == 1) {
            set(step, Reductions.logSumExp(a));
        } else {
            frame.put(step.out(), Reductions.logSumExpRows(a));
        }
    }

    /** How many numbers are drawn; −1 if n and k are not such that there are any. */
    private long drawn(Step step) {
        long n = frame.scalars[step.a()];
        long k = frame.scalars[step.b()];
        return n < 0 || n > Limits.TENSOR_ELEMENTS || k < 0 ? -1 : Math.min(k, n);
    }

    private FixedTensor sample(Step step) {
        long count = drawn(step);
        if (count < 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        if (!((Type.Vec) step.type()).size().admits((int) count)) {
            throw new TrapException(TrapCode.SHAPE);
        }
        return Randoms.sample((int) frame.scalars[step.a()], (int) count, frame.scalars[step.c()]);
    }

    private FixedTensor uniform(Step step) {
        FixedTensor numbers = Randoms.uniform((int) step.type().elements(), frame.scalars[step.a()]);
        return step.type() instanceof Type.Mat ? reshape(numbers, step.type()) : numbers;
    }

    private FixedTensor pack(Step step) {
        long[] out = new long[step.sources().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = frame.scalars[step.sources()[i]];
        }
        return FixedTensor.adoptVec(out);
    }

    private long rows(Step step, int register) {
        if (step.op() == Op.ZEROS || step.op() == Op.UNIFORM) {
            return zerosRows(step.type());
        }
        if (step.op() == Op.PACK) {
            return step.sources().length;
        }
        if (step.op() == Op.SAMPLE) {
            // what does not fit its register traps before it is drawn
            return Math.clamp(drawn(step), 0, step.type().elements());
        }
        if (register >= 0 && frame.objects[register] instanceof FixedTensor t) {
            return oneRow(step, t) ? 1 : t.rows();
        }
        return step.op() == Op.ONE_HOT ? 1 : 0;
    }

    private static long zerosRows(Type type) {
        return type instanceof Type.Mat m ? m.rows().size() : type.elements();
    }

    private long cols(Step step, int register) {
        if (step.op() == Op.ZEROS || step.op() == Op.UNIFORM) {
            return step.type() instanceof Type.Mat m ? m.cols() : 1;
        }
        if (step.op() == Op.SAMPLE || step.op() == Op.PACK) {
            return 1;
        }
        if (register >= 0 && frame.objects[register] instanceof FixedTensor t) {
            return oneRow(step, t) ? t.rows() : t.cols();
        }
        return 0;
    }

    private static boolean oneRow(Step step, FixedTensor t) {
        return step.op() == Op.LOGSUMEXP && t.rank() == 1;
    }

    /** For a range, how many rows it picks: none where it is no range of the tensor, which then traps. */
    private long otherRows(Step step, long aRows) {
        if (step.op() == Op.ROWS || step.op() == Op.SLICE) {
            long from = frame.scalars[step.b()];
            long to = frame.scalars[step.c()];
            return from >= 0 && from <= to && to <= aRows ? to - from : 0;
        }
        return step.b() >= 0 && frame.objects[step.b()] instanceof FixedTensor t ? t.rows() : 0;
    }

    private long otherCols(Step step) {
        if (step.op() == Op.ONE_HOT) {
            return step.type() instanceof Type.Mat m ? m.cols() : step.type().elements();
        }
        return step.b() >= 0 && frame.objects[step.b()] instanceof FixedTensor t ? t.cols() : 0;
    }
}
