package io.gradchain.mlvm.asm;

import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.List;

/** Reads types and lists of fields as {@link Type#text} writes them. */
final class TypeReader {
    private TypeReader() {}

    static Type type(String text) {
        String t = text.strip();
        switch (t) {
            case "fixed" -> {
                return Type.Scalar.FIXED;
            }
            case "int" -> {
                return Type.Scalar.INT;
            }
            case "bool" -> {
                return Type.Scalar.BOOL;
            }
            default -> {}
        }
        int bracket = t.indexOf('[');
        if (bracket < 0 || !t.endsWith("]")) {
            throw new Assembler.Mistake("unknown type " + t);
        }
        String inside = t.substring(bracket + 1, t.length() - 1);
        String[] sizes = inside.split(",", -1);
        try {
            if (t.startsWith("map[")) {
                return map(inside);
            }
            return sized(t.substring(0, bracket), sizes);
        } catch (IllegalArgumentException outOfRange) {
            throw new Assembler.Mistake(outOfRange.getMessage());
        }
    }

    /** {@code address, vec[3]}: the key has no comma in it. */
    private static Type map(String inside) {
        int comma = inside.indexOf(',');
        if (comma < 0 || inside.contains("map[")) {
            throw new Assembler.Mistake("a map has a key and a value: map[int, fixed]");
        }
        return new Type.Map(type(inside.substring(0, comma)), type(inside.substring(comma + 1)));
    }

    private static Type sized(String kind, String[] sizes) {
        if (kind.equals("bytes") && sizes.length == 1) {
            return new Type.Bytes(size(sizes[0]));
        }
        if (kind.equals("vec") && sizes.length == 1) {
            return new Type.Vec(dim(sizes[0]));
        }
        if (kind.equals("mat") && sizes.length == 2) {
            return new Type.Mat(dim(sizes[0]), size(sizes[1]));
        }
        if (kind.equals("dataset") && sizes.length == 2) {
            return new Type.Dataset(size(sizes[0]), size(sizes[1]));
        }
        throw new Assembler.Mistake("unknown type " + kind + " of " + sizes.length + " sizes");
    }

    private static Dim dim(String text) {
        String t = text.strip();
        return t.startsWith("<=") ? Dim.atMost(size(t.substring(2))) : Dim.exactly(size(t));
    }

    private static int size(String text) {
        return (int) Math.min(Integer.MAX_VALUE, Assembler.number(text.strip(), 10));
    }

    static Field field(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new Assembler.Mistake("a name, a colon and a type are expected: " + text);
        }
        return new Field(text.substring(0, colon).strip(), type(text.substring(colon + 1)));
    }

    /** {@code x: fixed, y: mat[2, 3]}: a comma inside brackets parts nothing. */
    static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == text.length())) {
                String part = text.substring(start, i);
                if (!part.isBlank() || i < text.length()) {
                    fields.add(field(part));
                }
                start = i + 1;
            }
        }
        return fields;
    }
}
