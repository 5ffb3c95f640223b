package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Ints;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.Unary;
import io.gradchain.mlvm.tensor.ElementWise;
import io.gradchain.mlvm.tensor.FixedTensor;
import io.gradchain.mlvm.tensor.LinearSystem;
import io.gradchain.mlvm.tensor.Orders;
import io.gradchain.mlvm.tensor.Products;
import io.gradchain.mlvm.tensor.Randoms;
import io.gradchain.mlvm.tensor.Reductions;
import io.gradchain.mlvm.tensor.TransposedProducts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** One operation of the VM from both sides, by name, with what its frozen vectors take for arguments. */
public record Operation(
        String name,
        List<Argument> arguments,
        Function<List<Grid>, Outcome> oracle,
        Function<List<Grid>, Outcome> kernel) {
    /** The kind of an argument; N and D are drawn once for all arguments of a case. */
    public enum Argument {
        NUMBER,
        /** 0 to 100,000. */
        SIZE,
        /** 0 to 20. */
        FEW,
        VEC_N,
        VEC_D,
        MAT_N_D,
        MAT_D_N,
        MAT_D_D
    }

    public static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        for (Unary op : Unary.values()) {
            all.add(new Operation(
                    name(op),
                    List.of(Argument.NUMBER),
                    a -> ScalarOracle.apply(op, number(a, 0)),
                    a -> Outcome.ofNumber(() -> op.apply(number(a, 0)))));
        }
        for (Binary op : Binary.values()) {
            all.add(new Operation(
                    name(op),
                    List.of(Argument.NUMBER, Argument.NUMBER),
                    a -> ScalarOracle.apply(op, number(a, 0), number(a, 1)),
                    a -> Outcome.ofNumber(() -> op.apply(number(a, 0), number(a, 1)))));
        }
        all.add(ints("int_add", BigInteger::add, Ints::add));
        all.add(ints("int_sub", BigInteger::subtract, Ints::sub));
        all.add(ints("int_mul", BigInteger::multiply, Ints::mul));
        all.add(ints("int_floor_div", (a, b) -> floorMod(a, b)[0], Ints::floorDiv));
        all.add(ints("int_floor_mod", (a, b) -> floorMod(a, b)[1], Ints::floorMod));
        all.add(ints("to_int", (a, b) -> a.shiftRight(32), (a, b) -> Fixed.toInt(a)));
        all.add(ints("to_fixed", (a, b) -> a.shiftLeft(32), (a, b) -> Fixed.toFixed(a)));
        all.add(reduction("sum", TensorOracle::sum, Reductions::sum));
        all.add(reduction("mean", TensorOracle::mean, Reductions::mean));
        all.add(reduction("norm", TensorOracle::norm, Reductions::norm));
        all.add(reduction("max_of", TensorOracle::max, Reductions::max));
        all.add(reduction("min_of", TensorOracle::min, Reductions::min));
        all.add(reduction("argmax", TensorOracle::argmax, Reductions::argmax));
        all.add(new Operation(
                "dot",
                List.of(Argument.VEC_N, Argument.VEC_N),
                a -> TensorOracle.dot(a.get(0), a.get(1)),
                a -> Outcome.ofNumber(() -> Reductions.dot(tensor(a, 0), tensor(a, 1)))));
        all.add(product("matvec", Argument.MAT_N_D, Argument.VEC_D, TensorOracle::matvec, Products::matvec));
        all.add(product("vecmat", Argument.MAT_N_D, Argument.VEC_N, TensorOracle::vecmat, Products::vecmat));
        all.add(product("matmul", Argument.MAT_N_D, Argument.MAT_D_N, TensorOracle::matmul, Products::matmul));
        all.add(product("outer", Argument.VEC_N, Argument.VEC_D, TensorOracle::outer, Products::outer));
        all.add(product(
                "div_each",
                Argument.VEC_N,
                Argument.VEC_N,
                (x, y) -> TensorOracle.zip(Binary.DIV, x, y),
                (x, y) -> ElementWise.zip(Binary.DIV, x, y)));
        all.addAll(learning());
        return all;
    }

    private static List<Operation> learning() {
        return List.of(
                product(
                        "tmatmul",
                        Argument.MAT_N_D,
                        Argument.MAT_N_D,
                        SystemOracle::tmatmul,
                        TransposedProducts::tmatmul),
                product("solve", Argument.MAT_D_D, Argument.VEC_D, SystemOracle::solve, LinearSystem::solve),
                reduction("logsumexp", LogSumExpOracle::of, Reductions::logSumExp),
                sequence("sort", SequenceOracle::sort, Orders::sort),
                sequence("argsort", SequenceOracle::argsort, Orders::argsort),
                sequence("cumsum", SequenceOracle::cumsum, Orders::cumsum),
                new Operation(
                        "sample",
                        List.of(Argument.SIZE, Argument.FEW, Argument.NUMBER),
                        a -> SequenceOracle.sample((int) number(a, 0), (int) number(a, 1), number(a, 2)),
                        a -> Outcome.ofTensor(() -> Randoms.sample(
                                (int) number(a, 0), (int) Math.min(number(a, 0), number(a, 1)), number(a, 2)))),
                new Operation(
                        "uniform",
                        List.of(Argument.FEW, Argument.NUMBER),
                        a -> SequenceOracle.uniform((int) number(a, 0), number(a, 1)),
                        a -> Outcome.ofTensor(() -> Randoms.uniform((int) number(a, 0), number(a, 1)))));
    }

    private static Operation sequence(String name, Function<Grid, Outcome> oracle, UnaryOperator<FixedTensor> kernel) {
        return new Operation(
                name,
                List.of(Argument.VEC_N),
                a -> oracle.apply(a.get(0)),
                a -> Outcome.ofTensor(() -> kernel.apply(tensor(a, 0))));
    }

    private static Operation ints(String name, BinaryOperator<BigInteger> exact, LongBinaryOperator kernel) {
        return new Operation(
                name,
                List.of(Argument.NUMBER, Argument.NUMBER),
                a -> {
                    BigInteger r = exact.apply(BigInteger.valueOf(number(a, 0)), BigInteger.valueOf(number(a, 1)));
                    return r == null ? Outcome.trap(TrapCode.DOMAIN) : Rounding.inRange(r);
                },
                a -> Outcome.ofNumber(() -> kernel.applyAsLong(number(a, 0), number(a, 1))));
    }

    /** Quotient and remainder, or two nulls where b is 0. */
    private static BigInteger[] floorMod(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            return new BigInteger[2];
        }
        BigInteger[] qr = a.divideAndRemainder(b);
        return qr[1].signum() * b.signum() < 0 ? new BigInteger[] {qr[0].subtract(BigInteger.ONE), qr[1].add(b)} : qr;
    }

    private static Operation reduction(
            String name, Function<Grid, Outcome> oracle, ToLongFunction<FixedTensor> kernel) {
        return new Operation(
                name,
                List.of(Argument.VEC_N),
                a -> oracle.apply(a.get(0)),
                a -> Outcome.ofNumber(() -> kernel.applyAsLong(tensor(a, 0))));
    }

    private interface GridOracle {
        Outcome apply(Grid x, Grid y);
    }

    private static Operation product(
            String name, Argument x, Argument y, GridOracle oracle, BinaryOperator<FixedTensor> kernel) {
        return new Operation(
                name,
                List.of(x, y),
                a -> oracle.apply(a.get(0), a.get(1)),
                a -> Outcome.ofTensor(() -> kernel.apply(tensor(a, 0), tensor(a, 1))));
    }

    @Override
    public String toString() {
        return name;
    }

    private static String name(Enum<?> op) {
        return op.name().toLowerCase(Locale.ROOT);
    }

    private static long number(List<Grid> arguments, int i) {
        return arguments.get(i).raws().getFirst();
    }

    private static FixedTensor tensor(List<Grid> arguments, int i) {
        Grid g = arguments.get(i);
        long[] raws = g.raws().stream().mapToLong(Long::longValue).toArray();
        return g.cols() == 0 ? FixedTensor.adoptVec(raws) : FixedTensor.adoptMat(g.rows(), g.cols(), raws);
    }
}
