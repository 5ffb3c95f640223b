package io.gradchain.cli.training;

import io.gradchain.cli.error.CliError;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Arguments as people type them: {@code 0.1}, {@code 12}, {@code true}, {@code 0xff}, {@code [1.5, -2]}, {@code [[1, 2],
 * [3, 4]]}.
 */
public final class Arguments {
    private Arguments() {}

    /** Reads one text a parameter, each number rounded once from its exact decimal value. */
    public static List<Value> parse(Signature function, List<String> texts) {
        List<Field> wanted = function.parameters();
        if (wanted.size() != texts.size()) {
            throw wrong(function, texts.size() + " given, " + wanted.size() + " taken");
        }
        List<Value> out = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            out.add(value(function, wanted.get(i), texts.get(i).strip()));
        }
        return out;
    }

    /** Reads the text of one parameter. */
    public static Value value(Signature function, Field field, String text) {
        Value value = parse(function, field, text);
        if (!Values.is(value, field.type())) {
            throw wrong(function, "'" + text + "' is no " + field);
        }
        return value;
    }

    private static Value parse(Signature function, Field field, String text) {
        return switch (field.type()) {
            case Type.Scalar.FIXED -> Value.fixed(fixed(function, field, text));
            case Type.Scalar.INT -> {
                try {
                    yield Value.integer(Long.parseLong(text));
                } catch (NumberFormatException e) {
                    throw wrong(function, "'" + text + "' is no " + field);
                }
            }
            case Type.Scalar.BOOL -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw wrong(function, "'" + text + "' is neither true nor false: " + field);
                }
                yield new Value.BoolValue(text.equals("true"));
            }
            case Type.Bytes b -> {
                try {
                    yield new Value.BytesValue(
                            HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text));
                } catch (IllegalArgumentException e) {
                    throw wrong(function, "'" + text + "' is not hexadecimal: " + field);
                }
            }
            case Type.Vec v -> Value.tensor(FixedTensor.adoptVec(row(function, field, text)));
            case Type.Mat m -> Value.tensor(matrix(function, field, text, m.cols()));
            case Type.Dataset d -> throw wrong(function, field + " is not an argument");
            case Type.Map m -> throw wrong(function, field + " is not an argument");
        };
    }

    private static FixedTensor matrix(Signature function, Field field, String text, int cols) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw wrong(function, field + " is written [[1, 2], [3, 4]]");
        }
        String inner = text.substring(1, text.length() - 1).strip();
        List<long[]> rows = new ArrayList<>();
        while (!inner.isEmpty()) {
            int end = inner.indexOf(']');
            if (!inner.startsWith("[") || end < 0) {
                throw wrong(function, field + " is written [[1, 2], [3, 4]]");
            }
            long[] row = row(function, field, inner.substring(0, end + 1));
            if (row.length != cols) {
                throw wrong(function, "a row of " + row.length + " in " + field);
            }
            rows.add(row);
            inner = inner.substring(end + 1).strip();
            inner = inner.startsWith(",") ? inner.substring(1).strip() : inner;
        }
        long[] raws = rows.stream().flatMapToLong(Arrays::stream).toArray();
        return FixedTensor.adoptMat(rows.size(), cols, raws);
    }

    private static long[] row(Signature function, Field field, String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw wrong(function, field + " is written [1.5, -2]");
        }
        String inner = text.substring(1, text.length() - 1).strip();
        return inner.isEmpty()
                ? new long[0]
                : Arrays.stream(inner.split(",", -1))
                        .mapToLong(cell -> fixed(function, field, cell.strip()))
                        .toArray();
    }

    private static long fixed(Signature function, Field field, String text) {
        return switch (Fixed.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.raw();
            case ParseResult.Refused refused -> throw wrong(function, refused.reason() + ": " + field);
        };
    }

    private static RuntimeException wrong(Signature function, String cause) {
        List<String> parameters =
                function.parameters().stream().map(Field::toString).toList();
        return CliError.BAD_OPTION.at(
                function.name(), cause, function.name() + "(" + String.join(", ", parameters) + ")");
    }
}
