package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.show.Formula.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A function of steps in a row as formulas: what is used once stands where it is used, what is used again or has a name in
 * the source gets a line.
 */
final class Sheet {
    /** {@code let name = formula}; the type only where it has to be written. */
    record Line(String name, Optional<String> type, Formula formula) {}

    /** A formula with more words is cut into lines. */
    private static final int LONGEST = 14;

    private final Terms terms;
    private final IrFunction function;
    private final SortedMap<Integer, String> lets;
    private final Names names;
    private final Map<Integer, Integer> uses = new TreeMap<>();
    private final Map<Integer, Formula> formulas = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();

    private Sheet(Terms terms, IrFunction function, SortedMap<Integer, String> lets, Names names) {
        this.terms = terms;
        this.function = function;
        this.lets = lets;
        this.names = names;
    }

    /** @param lets what the source calls values, by id */
    static Sheet of(Terms terms, IrFunction function, SortedMap<Integer, String> lets, Names names) {
        Sheet sheet = new Sheet(terms, function, lets, names);
        sheet.count();
        sheet.write();
        return sheet;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    List<Formula> results() {
        return function.results().stream().map(this::formula).toList();
    }

    private void count() {
        function.results().forEach(this::used);
        for (Node node : function.body().reversed()) {
            Let let = (Let) node;
            if (uses.containsKey(let.out().id())) {
                terms.of(let, this::used);
            }
        }
    }

    private Formula used(Value value) {
        uses.merge(value.id(), 1, Integer::sum);
        return new Word("_");
    }

    private void write() {
        for (int i = 0; i < function.parameters().size(); i++) {
            formulas.put(
                    function.parameters().get(i).id(), new Word(function.names().get(i)));
        }
        for (Node node : function.body()) {
            Let let = (Let) node;
            int id = let.out().id();
            if (uses.containsKey(id)) {
                Formula formula = terms.of(let, this::formula);
                boolean line =
                        !formula.plain() && (lets.containsKey(id) || uses.get(id) > 1 || formula.weight() > LONGEST);
                formulas.put(id, line || typed(let) ? named(let, formula) : formula);
            }
        }
    }

    private Formula named(Let let, Formula formula) {
        String known = lets.get(let.out().id());
        String name = known == null ? names.derived(let.op()) : names.ofSource(known);
        lines.add(new Line(name, typed(let) ? Optional.of(let.out().type().text()) : Optional.empty(), formula));
        return new Word(name);
    }

    /** Whether the shape comes from the type of the name alone. */
    private static boolean typed(Let let) {
        return let.op() == Op.ZEROS || let.op() == Op.UNIFORM;
    }

    private Formula formula(Value value) {
        return formulas.get(value.id());
    }
}
