package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.List;
import java.util.stream.Collectors;

/** The intermediate form as text, one node a line. */
public final class Printer {
    /** For what belongs to no contract: variables and events show as their numbers. */
    private static final Interface NAMELESS = new Interface("", List.of(), List.of(), List.of(), List.of());

    private final Interface names;
    private final StringBuilder out = new StringBuilder();

    private Printer(Interface names) {
        this.names = names;
    }

    public static String text(IrFunction function) {
        return text(function, NAMELESS);
    }

    /** With the names the contract gives to its variables, events and messages. */
    public static String text(IrFunction function, Interface contract) {
        return new Printer(contract).function(function);
    }

    public static String text(List<Node> nodes) {
        Printer printer = new Printer(NAMELESS);
        printer.nodes(nodes, 0);
        return printer.out.toString();
    }

    private String function(IrFunction function) {
        out.append(function.name()).append("(");
        for (int i = 0; i < function.parameters().size(); i++) {
            Value p = function.parameters().get(i);
            out.append(i == 0 ? "" : ", ")
                    .append(function.names().get(i))
                    .append(" ")
                    .append(typed(p));
        }
        out.append("):\n");
        nodes(function.body(), 1);
        if (!function.results().isEmpty()) {
            out.append("    give ").append(list(function.results())).append("\n");
        }
        return out.toString();
    }

    private void nodes(List<Node> nodes, int depth) {
        for (Node node : nodes) {
            out.append("    ".repeat(depth));
            switch (node) {
                case Let let -> out.append(typed(let.out())).append(" = ").append(call(let.op(), let.in(), given(let)));
                case Effect e -> out.append(call(e.op(), e.in(), name(e.op(), e.immediate())));
                case Assign a -> out.append(typed(a.cell())).append(" := ").append(a.from());
                case If i -> {
                    out.append("if ").append(i.condition()).append(":\n");
                    nodes(i.then(), depth + 1);
                    out.append("    ".repeat(depth)).append("else:\n");
                    nodes(i.otherwise(), depth + 1);
                    out.append("    ".repeat(depth)).append("end");
                }
                case Loop l -> {
                    out.append("for ").append(l.counter()).append(" below ").append(l.rounds());
                    out.append(", at most ").append(l.most()).append(":\n");
                    nodes(l.body(), depth + 1);
                    out.append("    ".repeat(depth)).append("end");
                }
            }
            out.append("\n");
        }
    }

    private static String call(Op op, List<Value> in, String given) {
        return op.mnemonic() + (in.isEmpty() ? "" : " " + list(in)) + (given.isEmpty() ? "" : " " + given);
    }

    private String given(Let let) {
        if (let.op() != Op.CONST) {
            return name(let.op(), let.immediate());
        }
        return let.out().type() == GradType.Scalar.FIXED
                ? Fixed.toString(let.immediate())
                : Long.toString(let.immediate());
    }

    /** What an immediate stands for. */
    private String name(Op op, long immediate) {
        int i = (int) immediate;
        return switch (op.immediate()) {
            case STATE -> i < names.state().size() ? names.state().get(i).name() : "#" + i;
            case EVENT -> i < names.events().size() ? names.events().get(i).name() : "#" + i;
            case MESSAGE ->
                i < names.messages().size() ? "\"" + names.messages().get(i) + "\"" : "#" + i;
            case CALL -> {
                Invocation call = Invocation.unpacked(immediate);
                yield name(Op.TEXT, call.message()) + (call.view() ? " view " : " ") + call.gas();
            }
            case NONE, VALUE, MAXIMUM -> immediate == 0 ? "" : "#" + immediate;
        };
    }

    private static String typed(Value value) {
        return value + ": " + value.type().text();
    }

    private static String list(List<Value> values) {
        return values.stream().map(Value::toString).collect(Collectors.joining(", "));
    }
}
