package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Derivation;
import io.gradchain.mlvm.grad.Derivation.Derived;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.show.GradientText.Slope;
import io.gradchain.mlvm.grad.show.GradientText.Written;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lays out the two forms of a gradient. */
final class Pages {
    private final Derived derived;
    private final IrFunction function;
    private final IrFunction steps;
    private final SortedMap<Integer, String> lets;
    private final TreeSet<String> functions = new TreeSet<>();
    private final int firstDerived;

    /** @param steps gives a slope for each parameter the derivation is by */
    Pages(Compiled contract, Derived derived, IrFunction steps) {
        this.derived = derived;
        this.function = derived.function();
        this.steps = steps;
        this.lets = new TreeMap<>(derived.ids().lets());
        this.firstDerived = 1
                + function.body().stream()
                        .mapToInt(node -> ((Let) node).out().id())
                        .max()
                        .orElse(function.parameters().size() - 1);
        contract.pure().forEach(f -> functions.add(f.name()));
        contract.shown().functions().stream().map(Signature::name).forEach(functions::add);
    }

    Written written() {
        IrFunction all = Derivation.simplified(steps);
        Sheet sheet = Sheet.of(new Terms(all, false, firstDerived), all, lets, names(all));
        boolean rearranged = false;
        StringBuilder page = new StringBuilder("fn ").append(head(false)).append("\n\n");
        for (Sheet.Line line : sheet.lines()) {
            Formula tidy = Textbook.tidy(line.formula());
            rearranged |= Textbook.rearranges(line.formula());
            page.append(let(line, Notation.text(tidy, false))).append("\n");
        }
        int width =
                derived.wrt().stream().mapToInt(p -> label(p).length()).max().orElse(0) + 3;
        StringBuilder code = new StringBuilder();
        List<Slope> slopes = new ArrayList<>();
        for (int i = 0; i < derived.wrt().size(); i++) {
            String parameter = derived.wrt().get(i);
            Formula formula = sheet.results().get(i);
            Formula tidy = Textbook.tidy(formula);
            rearranged |= Textbook.rearranges(formula);
            String text = Notation.text(tidy, false);
            String label = label(parameter);
            page.append(label)
                    .append(" ".repeat(width - label.length()))
                    .append(text)
                    .append("\n");
            String name = fresh("grad_" + function.name() + "_" + parameter);
            code.append(i == 0 ? "" : "\n").append(exact(i, name));
            slopes.add(new Slope(parameter, text, name));
        }
        String helper = code.indexOf(Terms.PICK) < 0 ? "" : pick();
        return new Written(slopes, page.toString(), helper + code, rearranged);
    }

    private String label(String parameter) {
        return "d " + function.name() + " / d " + parameter + ":";
    }

    private static String let(Sheet.Line line, String text) {
        return "let " + line.name() + line.type().map(t -> ": " + t).orElse("") + " = " + text;
    }

    private static String pick() {
        return """
                    pure fn %s[K: size](v: vec[K], i: int) -> fixed:
                        return v[i]

                """.replace("%s", Terms.PICK);
    }

    /** One slope as a function of the contract. */
    private String exact(int index, String name) {
        IrFunction one = Derivation.simplified(new IrFunction(
                name,
                steps.names(),
                steps.parameters(),
                steps.body(),
                steps.results().subList(index, index + 1),
                steps.notes()));
        Sheet sheet = Sheet.of(new Terms(one, true, firstDerived), one, lets, names(one));
        int parameter = function.names().indexOf(derived.wrt().get(index));
        StringBuilder text = new StringBuilder("    pure fn ")
                .append(head(true).replaceFirst("^\\w+", name))
                .append(function.parameters().get(parameter).type().text())
                .append(":\n");
        for (Sheet.Line line : sheet.lines()) {
            text.append("        ")
                    .append(let(line, Notation.text(line.formula(), true)))
                    .append("\n");
        }
        return text.append("        return ")
                .append(Notation.text(sheet.results().getFirst(), true))
                .append("\n")
                .toString();
    }

    /** {@code loss[N: size](w: vec[D]) -> fixed}; without what the sizes are and with the result for people. */
    private String head(boolean declared) {
        TreeSet<String> sizes = new TreeSet<>();
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < function.names().size(); i++) {
            GradType type = function.parameters().get(i).type();
            parameters.add(function.names().get(i) + ": " + type.text());
            type.sizes().stream()
                    .filter(Size.Generic.class::isInstance)
                    .map(Size::text)
                    .forEach(sizes::add);
        }
        String generic = declared && !sizes.isEmpty()
                ? sizes.stream().map(s -> s + ": size").collect(Collectors.joining(", ", "[", "]"))
                : "";
        return function.name() + generic + "(" + String.join(", ", parameters) + ") -> "
                + (declared ? "" : function.results().getFirst().type().text());
    }

    private Names names(IrFunction f) {
        TreeSet<String> taken = new TreeSet<>(f.names());
        TreeSet<String> ofSource = new TreeSet<>();
        for (Value parameter : f.parameters()) {
            parameter.type().sizes().forEach(size -> taken.add(size.text()));
        }
        for (Node node : f.body()) {
            String known = lets.get(((Let) node).out().id());
            if (known != null) {
                ofSource.add(known);
            }
        }
        return new Names(taken, ofSource);
    }

    private String fresh(String name) {
        String free = name;
        for (int n = 2; !functions.add(free); n++) {
            free = name + "_" + n;
        }
        return free;
    }
}
