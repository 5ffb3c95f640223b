package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import java.util.List;
import java.util.stream.Collectors;

/** The intermediate form as text, one node a line. */
public final class Printer {
    private Printer() {}

    public static String text(IrFunction function) {
        StringBuilder out = new StringBuilder(function.name()).append("(");
        for (int i = 0; i < function.parameters().size(); i++) {
            Value p = function.parameters().get(i);
            out.append(i == 0 ? "" : ", ")
                    .append(function.names().get(i))
                    .append(" ")
                    .append(typed(p));
        }
        out.append("):\n");
        nodes(out, function.body(), 1);
        return out.append("    give ")
                .append(list(function.results()))
                .append("\n")
                .toString();
    }

    public static String text(List<Node> nodes) {
        StringBuilder out = new StringBuilder();
        nodes(out, nodes, 0);
        return out.toString();
    }

    private static void nodes(StringBuilder out, List<Node> nodes, int depth) {
        for (Node node : nodes) {
            out.append("    ".repeat(depth));
            switch (node) {
                case Let let ->
                    out.append(typed(let.out()))
                            .append(" = ")
                            .append(call(let.op().mnemonic(), let.in(), let.immediate()));
                case Effect e -> out.append(call(e.op().mnemonic(), e.in(), e.immediate()));
                case Assign a -> out.append(typed(a.cell())).append(" := ").append(a.from());
                case If i -> {
                    out.append("if ").append(i.condition()).append(":\n");
                    nodes(out, i.then(), depth + 1);
                    out.append("    ".repeat(depth)).append("else:\n");
                    nodes(out, i.otherwise(), depth + 1);
                    out.append("    ".repeat(depth)).append("end");
                }
                case Loop l -> {
                    out.append("for ").append(l.counter()).append(" below ").append(l.rounds());
                    out.append(", at most ").append(l.most()).append(":\n");
                    nodes(out, l.body(), depth + 1);
                    out.append("    ".repeat(depth)).append("end");
                }
            }
            out.append("\n");
        }
    }

    private static String call(String name, List<Value> in, long immediate) {
        return name + (in.isEmpty() ? "" : " " + list(in)) + (immediate == 0 ? "" : " #" + immediate);
    }

    private static String typed(Value value) {
        return value + ": " + value.type().text();
    }

    private static String list(List<Value> values) {
        return values.stream().map(Value::toString).collect(Collectors.joining(", "));
    }
}
