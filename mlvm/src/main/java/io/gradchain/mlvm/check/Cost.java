package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.gas.StoragePrice;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Adds up what a function costs at its caps (M-71): loops times their maximum, the dearer branch, storage once. */
final class Cost {
    /** An open block: what came before it, and the cost of its first branch once its second has begun. */
    private static final class Block {
        private final long before;
        private long first;

        Block(long before) {
            this.before = before;
        }
    }

    private final List<Field> state;
    private final List<Type> registers;
    private final boolean appends;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final BitSet read = new BitSet();
    private final BitSet counted = new BitSet();
    private final BitSet written = new BitSet();
    private long total;
    private long storage = GasTable.CALL;

    /** @param appends whether the function appends to a dataset anywhere */
    Cost(List<Field> state, List<Type> registers, boolean appends) {
        this.state = state;
        this.registers = registers;
        this.appends = appends;
    }

    void add(Step step) {
        total = GasTable.plus(total, price(step));
    }

    void enter() {
        blocks.push(new Block(total));
        total = 0;
    }

    void otherwise() {
        blocks.element().first = total;
        total = 0;
    }

    void leave(long rounds) {
        Block block = blocks.pop();
        total = GasTable.plus(block.before, GasTable.times(Math.max(block.first, total), rounds));
    }

    /** The whole function, with its arguments. */
    long worst(List<Type> arguments) {
        long bytes = arguments.stream().mapToLong(Type::encodedBytes).sum();
        return GasTable.plus(GasTable.plus(total, storage), GasTable.times(GasTable.ARGUMENT_BYTE, bytes));
    }

    /** What has been touched first so far, and entering the function. */
    long storage() {
        return storage;
    }

    /** One run of an instruction. What it is first to touch is no part of it: that goes to {@link #storage}. */
    long price(Step step) {
        long own = step.form().wide()
                ? GasTable.of(step.op(), rows(step), cols(step), otherRows(step), otherCols(step))
                : GasTable.ofScalars(step.op());
        return switch (step.op().immediate()) {
            case STATE -> GasTable.plus(own, storage(step));
            case EVENT ->
                GasTable.plus(own, GasTable.plus(GasTable.EVENT, GasTable.times(GasTable.EVENT_BYTE, bytes(step))));
            case CALL ->
                GasTable.plus(own, Invocation.unpacked(step.immediate()).gas());
            case NONE, VALUE, MESSAGE, MAXIMUM ->
                switch (step.op()) {
                    case RETURN -> GasTable.plus(own, GasTable.times(GasTable.OUTPUT_BYTE, bytes(step)));
                    case HASH -> GasTable.plus(own, GasTable.times(GasTable.HASH_BYTE, bytes(step)));
                    default -> own;
                };
        };
    }

    /** The type whose size counts first: of what is read, or of what is made from nothing. */
    private Type type(Step step) {
        return switch (step.op()) {
            case ZEROS, SAMPLE, UNIFORM, PACK -> step.type();
            default -> registers.get(step.a());
        };
    }

    private long rows(Step step) {
        if (step.op() == Op.PACK) {
            return step.sources().length;
        }
        boolean oneRow = step.op() == Op.ONE_HOT ? !type(step).isTensor() : vecOfOneRow(step);
        return oneRow ? 1 : rows(type(step));
    }

    private long cols(Step step) {
        return vecOfOneRow(step) ? rows(type(step)) : cols(type(step));
    }

    private boolean vecOfOneRow(Step step) {
        return step.op() == Op.LOGSUMEXP && type(step) instanceof Type.Vec;
    }

    private long otherRows(Step step) {
        return switch (step.op()) {
            case ROWS, SLICE -> rows(registers.get(step.a()));
            default -> step.b() == Step.NONE ? 0 : rows(registers.get(step.b()));
        };
    }

    private long otherCols(Step step) {
        if (step.op() == Op.ONE_HOT) {
            return step.type() instanceof Type.Vec v ? v.size().size() : cols(step.type());
        }
        return step.b() == Step.NONE ? 0 : cols(registers.get(step.b()));
    }

    private static long rows(Type type) {
        return switch (type) {
            case Type.Vec v -> v.size().size();
            case Type.Mat m -> m.rows().size();
            case Type.Scalar s -> 0;
            case Type.Bytes b -> 0;
            case Type.Dataset d -> 0;
            case Type.Map m -> 0;
        };
    }

    private static long cols(Type type) {
        return switch (type) {
            case Type.Vec v -> 1;
            case Type.Mat m -> m.cols();
            case Type.Scalar s -> 0;
            case Type.Bytes b -> 0;
            case Type.Dataset d -> 0;
            case Type.Map m -> 0;
        };
    }

    private long bytes(Step step) {
        long bytes = 0;
        for (int register : step.sources()) {
            bytes += registers.get(register).encodedBytes();
        }
        return bytes;
    }

    /** First touches go to {@link #storage}, which no loop multiplies; what each append adds is returned. */
    private long storage(Step step) {
        int variable = (int) step.immediate();
        Type type = state.get(variable).type();
        if (type instanceof Type.Dataset data) {
            return dataset(step.op(), variable, data, step);
        }
        if (type instanceof Type.Map map) {
            boolean writes = step.op() == Op.MAP_PUT || step.op() == Op.MAP_DROP;
            return GasTable.plus(StoragePrice.readEntry(map), writes ? StoragePrice.writeEntry(map, true) : 0);
        }
        if (step.op() == Op.LOAD && !read.get(variable)) {
            read.set(variable);
            storage = GasTable.plus(storage, StoragePrice.load(type));
        }
        if (step.op() == Op.STORE && !written.get(variable)) {
            written.set(variable);
            storage = GasTable.plus(storage, GasTable.plus(StoragePrice.probe(type), StoragePrice.store(type, true)));
        }
        return 0;
    }

    /** Rows are read once, unless the function appends: then they are put together anew whenever they are asked for. */
    private long dataset(Op op, int variable, Type.Dataset data, Step step) {
        if (!counted.get(variable)) {
            counted.set(variable);
            storage = GasTable.plus(storage, StoragePrice.length());
        }
        if (op == Op.APPEND) {
            int more = (int) Math.min(data.cap(), rows(registers.get(step.a())));
            return StoragePrice.append(data, data.cap() - more, more);
        }
        if (op == Op.DATA_LEN || (read.get(variable) && !appends)) {
            return 0;
        }
        read.set(variable);
        long whole = StoragePrice.materialise(data, data.cap(), data.cap());
        if (appends) {
            return whole;
        }
        storage = GasTable.plus(storage, whole);
        return 0;
    }
}
