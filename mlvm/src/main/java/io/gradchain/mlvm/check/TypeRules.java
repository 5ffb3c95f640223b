package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Bytes;
import io.gradchain.mlvm.code.Type.Mat;
import io.gradchain.mlvm.code.Type.Scalar;
import io.gradchain.mlvm.code.Type.Vec;
import java.util.List;

/** What each computing instruction makes of the types it reads (M-41); state and control are in {@link FunctionCheck}. */
final class TypeRules {
    /** The type of the result, and the kinds of operand it came from. */
    record Typed(Type result, Form form) {}

    private TypeRules() {}

    /** @param out type of the written register: it sizes zeros, reshape, one_hot, sample and uniform */
    static Typed type(Op op, Type out, List<Type> in) {
        return switch (op) {
            case CONST -> constant(out);
            case ZEROS -> new Typed(exactTensor(out), Form.TENSOR);
            case MOVE -> new Typed(in.getFirst(), formOf(in.getFirst()));
            case ADD, SUB, MUL, DIV ->
                in.get(0) instanceof Mat x && in.get(1) instanceof Vec v
                        ? rows(x, v)
                        : arithmetic(in.get(0), in.get(1));
            case MIN, MAX -> arithmetic(in.get(0), in.get(1));
            case MOD -> {
                require(in.get(0), Scalar.INT);
                require(in.get(1), Scalar.INT);
                yield new Typed(Scalar.INT, Form.INT);
            }
            case NEG, ABS -> in.getFirst() == Scalar.INT ? new Typed(Scalar.INT, Form.INT) : unary(in.getFirst());
            case SQRT, EXP, LN, SIGMOID, SOFTPLUS, TANH -> unary(in.getFirst());
            case EQ, NE -> equality(in.get(0), in.get(1));
            case LT, LE, GT, GE -> comparison(in.get(0), in.get(1));
            case AND, OR -> {
                require(in.get(0), Scalar.BOOL);
                require(in.get(1), Scalar.BOOL);
                yield new Typed(Scalar.BOOL, Form.INT);
            }
            case NOT -> {
                require(in.getFirst(), Scalar.BOOL);
                yield new Typed(Scalar.BOOL, Form.INT);
            }
            case SELECT -> select(out, in.get(0), in.get(1), in.get(2));
            case TO_INT -> {
                require(in.getFirst(), Scalar.FIXED);
                yield new Typed(Scalar.INT, Form.FIXED);
            }
            case TO_FIXED -> {
                require(in.getFirst(), Scalar.INT);
                yield new Typed(Scalar.FIXED, Form.INT);
            }
            case SUM, MEAN, NORM, HIGHEST, LOWEST -> {
                tensor(in.getFirst());
                yield new Typed(Scalar.FIXED, Form.TENSOR);
            }
            case ARGMAX, LEN -> {
                tensor(in.getFirst());
                yield new Typed(Scalar.INT, Form.TENSOR);
            }
            case DOT -> {
                sameShape(in.get(0), in.get(1));
                yield new Typed(Scalar.FIXED, Form.TENSORS);
            }
            case LOGSUMEXP ->
                new Typed(tensor(in.getFirst()) instanceof Mat m ? new Vec(m.rows()) : Scalar.FIXED, Form.TENSOR);
            case SOLVE -> new Typed(solve(in.get(0), in.get(1)), Form.TENSORS);
            case SORT, ARGSORT, CUMSUM -> new Typed(vec(in.getFirst()), Form.TENSOR);
            case SAMPLE -> {
                in.forEach(operand -> require(operand, Scalar.INT));
                yield new Typed(vec(out), Form.SCALAR_TENSOR);
            }
            case UNIFORM -> {
                require(in.getFirst(), Scalar.INT);
                yield new Typed(exactTensor(out), Form.SCALAR_TENSOR);
            }
            case PACK -> pack(in);
            case MATVEC, VECMAT, MATMUL, TMATMUL, OUTER -> new Typed(product(op, in.get(0), in.get(1)), Form.TENSORS);
            case ELEMENT -> {
                vec(in.get(0));
                require(in.get(1), Scalar.INT);
                yield new Typed(Scalar.FIXED, Form.TENSOR);
            }
            case ROW -> ShapeRules.row(in.get(0), in.get(1));
            case ROWS -> ShapeRules.rows(in.get(0), in.get(1), in.get(2));
            case SLICE -> ShapeRules.slice(in.get(0), in.get(1), in.get(2));
            case CONCAT -> ShapeRules.concat(in.get(0), in.get(1));
            case TRANSPOSE -> ShapeRules.transpose(in.getFirst());
            case RESHAPE -> ShapeRules.reshape(out, in.getFirst());
            case ONE_HOT -> ShapeRules.oneHot(out, in.getFirst());
            case GATHER -> ShapeRules.gather(in.get(0), in.get(1));
            case CALLER -> new Typed(Bytes.ADDRESS, Form.PLAIN);
            case HEIGHT, TIME, VALUE, BALANCE -> new Typed(Scalar.INT, Form.PLAIN);
            case RANDOM -> {
                require(in.getFirst(), Scalar.INT);
                yield new Typed(Scalar.INT, Form.PLAIN);
            }
            case SELF -> new Typed(Bytes.ADDRESS, Form.PLAIN);
            case HASH -> hash(in);
            case TEXT, TRANSFER, MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE ->
                throw new IllegalArgumentException(op + " is typed by the function check");
            case LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND, LOOP, IF, ELSE, END, RETURN, REQUIRE, EMIT ->
                throw new IllegalArgumentException(op + " is typed by the function check");
        };
    }

    private static Typed hash(List<Type> in) {
        if (in.isEmpty()) {
            throw new Refusal("hash takes at least one value");
        }
        return new Typed(Bytes.HASH, Form.PLAIN);
    }

    private static Typed constant(Type out) {
        if (out instanceof Scalar) {
            return new Typed(out, Form.PLAIN);
        }
        throw new Refusal("a constant is a fixed, an int or a bool, not " + out.text());
    }

    private static Form formOf(Type type) {
        return switch (type) {
            case Scalar s -> s == Scalar.FIXED ? Form.FIXED : Form.INT;
            case Bytes b -> Form.BYTES;
            case Vec v -> Form.TENSOR;
            case Mat m -> Form.TENSOR;
            case Type.Dataset d -> throw new Refusal("a dataset is in no register");
            case Type.Map m -> throw new Refusal("a map is in no register");
        };
    }

    private static Typed rows(Mat x, Vec v) {
        requireEqual(Dim.exactly(x.cols()), v.size(), x, v);
        return new Typed(x, Form.ROWS);
    }

    private static Typed arithmetic(Type a, Type b) {
        if (a == Scalar.FIXED && b == Scalar.FIXED) {
            return new Typed(a, Form.FIXED);
        }
        if (a == Scalar.INT && b == Scalar.INT) {
            return new Typed(a, Form.INT);
        }
        if (a.isTensor() && b == Scalar.FIXED) {
            return new Typed(a, Form.TENSOR_SCALAR);
        }
        if (a == Scalar.FIXED && b.isTensor()) {
            return new Typed(b, Form.SCALAR_TENSOR);
        }
        return new Typed(sameShape(a, b), Form.TENSORS);
    }

    private static Typed unary(Type a) {
        return a == Scalar.FIXED ? new Typed(a, Form.FIXED) : new Typed(tensor(a), Form.TENSOR);
    }

    private static Typed equality(Type a, Type b) {
        if (a instanceof Bytes && b instanceof Bytes) {
            return new Typed(Scalar.BOOL, Form.BYTES);
        }
        if (a == Scalar.BOOL && b == Scalar.BOOL) {
            return new Typed(Scalar.BOOL, Form.INT);
        }
        return comparison(a, b);
    }

    private static Typed comparison(Type a, Type b) {
        if (a.equals(b) && (a == Scalar.FIXED || a == Scalar.INT)) {
            return new Typed(Scalar.BOOL, a == Scalar.FIXED ? Form.FIXED : Form.INT);
        }
        if (a.isTensor() && b == Scalar.FIXED) {
            return new Typed(a, Form.TENSOR_SCALAR);
        }
        return new Typed(sameShape(a, b), Form.TENSORS);
    }

    private static Typed select(Type out, Type condition, Type yes, Type no) {
        if (condition == Scalar.BOOL) {
            if (!yes.fits(out) || !no.fits(out)) {
                throw new Refusal("select of " + yes.text() + " and " + no.text() + " into " + out.text());
            }
            return new Typed(out, formOf(out));
        }
        Type shape = sameShape(sameShape(condition, yes), no);
        return new Typed(shape, Form.TENSORS);
    }

    private static Type product(Op op, Type a, Type b) {
        if (op == Op.OUTER) {
            return new Mat(vec(a).size(), exact(vec(b).size()));
        }
        Mat x = mat(a);
        if (op == Op.TMATMUL) {
            Mat y = mat(b);
            requireEqual(x.rows(), y.rows(), a, b);
            return Type.mat(x.cols(), y.cols());
        }
        if (op == Op.MATMUL) {
            Mat y = mat(b);
            requireEqual(Dim.exactly(x.cols()), y.rows(), a, b);
            return new Mat(x.rows(), y.cols());
        }
        Dim inner = op == Op.MATVEC ? Dim.exactly(x.cols()) : x.rows();
        requireEqual(inner, vec(b).size(), a, b);
        return op == Op.MATVEC ? new Vec(x.rows()) : Type.vec(x.cols());
    }

    private static Type solve(Type a, Type b) {
        int n = exact(mat(a).rows());
        if (n != mat(a).cols() || n > Limits.UNKNOWNS) {
            throw new Refusal(a.text() + " where as many rows as columns are expected, at most " + Limits.UNKNOWNS);
        }
        requireEqual(Dim.exactly(n), vec(b).size(), a, b);
        return Type.vec(n);
    }

    private static Typed pack(List<Type> in) {
        if (in.isEmpty()) {
            throw new Refusal("pack takes at least one number");
        }
        in.forEach(number -> require(number, Scalar.FIXED));
        return new Typed(Type.vec(in.size()), Form.SCALAR_TENSOR);
    }

    /** The shape of two tensors that have to be of one shape. */
    static Type sameShape(Type a, Type b) {
        if (a instanceof Vec x && b instanceof Vec y && x.size().mayEqual(y.size())) {
            return new Vec(x.size().meet(y.size()));
        }
        if (a instanceof Mat x
                && b instanceof Mat y
                && x.cols() == y.cols()
                && x.rows().mayEqual(y.rows())) {
            return new Mat(x.rows().meet(y.rows()), x.cols());
        }
        throw new Refusal(a.text() + " and " + b.text() + " do not fit together");
    }

    static void requireEqual(Dim x, Dim y, Type a, Type b) {
        if (!x.mayEqual(y)) {
            throw new Refusal(a.text() + " and " + b.text() + " do not fit together");
        }
    }

    static void require(Type actual, Type wanted) {
        if (!actual.fits(wanted)) {
            throw new Refusal(actual.text() + " where " + wanted.text() + " is expected");
        }
    }

    static Type tensor(Type type) {
        if (!type.isTensor()) {
            throw new Refusal(type.text() + " where a vec or mat is expected");
        }
        return type;
    }

    static Vec vec(Type type) {
        if (type instanceof Vec v) {
            return v;
        }
        throw new Refusal(type.text() + " where a vec is expected");
    }

    static Mat mat(Type type) {
        if (type instanceof Mat m) {
            return m;
        }
        throw new Refusal(type.text() + " where a mat is expected");
    }

    static int exact(Dim dim) {
        if (dim.runtime()) {
            throw new Refusal("a run-time size where an exact one is expected");
        }
        return dim.size();
    }

    static Type exactTensor(Type type) {
        if (tensor(type) instanceof Mat m) {
            exact(m.rows());
        } else {
            exact(vec(type).size());
        }
        return type;
    }
}
