package io.gradchain.mlvm.grad.trap;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Parser;
import io.gradchain.mlvm.grad.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operation that the source has at a place, with the places of its operands. */
record Written(String operator, List<Span> operands, boolean pure) {
    /** Empty where there is none, or more than one. */
    static Optional<Written> at(Span place, String source) {
        Search search = new Search(place);
        Parser.parse(source, new Report()).contract().ifPresent(search::contract);
        return search.found.size() == 1 ? Optional.of(search.found.getFirst()) : Optional.empty();
    }

    /** Whether the compiler makes this instruction of the operator, operands in their order. */
    boolean means(Op op) {
        return switch (operator) {
            case "+" -> op == Op.ADD;
            case "-" -> op == Op.SUB || op == Op.NEG;
            case "*" -> op == Op.MUL;
            case "/", "//" -> op == Op.DIV;
            case "%" -> op == Op.MOD;
            case "@" -> op == Op.MATVEC || op == Op.MATMUL || op == Op.DOT;
            case "[]" -> op == Op.ELEMENT || op == Op.ROW;
            case "max" -> op == Op.HIGHEST || op == Op.MAX;
            case "min" -> op == Op.LOWEST || op == Op.MIN;
            case "log" -> op == Op.LN;
            case "int" -> op == Op.TO_INT;
            case "fixed" -> op == Op.TO_FIXED;
            default -> op.mnemonic().equals(operator);
        };
    }

    private static final class Search {
        private final Span place;
        private final List<Written> found = new ArrayList<>();
        private boolean pure;

        Search(Span place) {
            this.place = place;
        }

        void contract(Decl.Contract contract) {
            for (Decl member : contract.members()) {
                if (member instanceof Decl.Function function) {
                    pure = function.pure();
                    function.body().forEach(this::statement);
                }
            }
        }

        private void statement(Stmt statement) {
            switch (statement) {
                case Stmt.Let let -> expression(let.value());
                case Stmt.Assign assign -> {
                    if (!assign.operator().equals("=")) {
                        String operator = assign.operator().substring(0, 1);
                        note(assign.span(), operator, List.of(assign.target(), assign.value()));
                    }
                    expression(assign.value());
                }
                case Stmt.If branch -> {
                    expression(branch.condition());
                    branch.then().forEach(this::statement);
                    branch.otherwise().forEach(this::statement);
                }
                case Stmt.For loop -> {
                    expression(loop.source());
                    loop.body().forEach(this::statement);
                }
                case Stmt.Require require -> expression(require.condition());
                case Stmt.Emit emit -> expression(emit.event());
                case Stmt.Return end -> end.value().ifPresent(this::expression);
                case Stmt.Do effect -> expression(effect.expression());
                case Stmt.Assert claim -> expression(claim.condition());
                case Stmt.Pass pass -> {}
                case Stmt.Wrong wrong -> {}
            }
        }

        private void expression(Expr expr) {
            switch (expr) {
                case Expr.Binary b -> operation(b.span(), b.operator(), List.of(b.left(), b.right()));
                case Expr.Unary u -> operation(u.span(), u.operator(), List.of(u.of()));
                case Expr.Index i -> {
                    List<Expr> operands = new ArrayList<>(List.of(i.of()));
                    operands.addAll(i.indices());
                    operation(i.span(), "[]", operands);
                }
                case Expr.Call c -> {
                    List<Expr> arguments =
                            c.arguments().stream().map(Expr.Argument::value).toList();
                    if (c.callee() instanceof Expr.Name name) {
                        operation(c.span(), name.name(), arguments);
                    } else {
                        expression(c.callee());
                        arguments.forEach(this::expression);
                    }
                }
                case Expr.Member m -> expression(m.of());
                case Expr.Tuple t -> t.parts().forEach(this::expression);
                case Expr.Array a -> a.parts().forEach(this::expression);
                case Expr.Literal literal -> {}
                case Expr.Truth truth -> {}
                case Expr.Text text -> {}
                case Expr.Name name -> {}
            }
        }

        private void operation(Span at, String operator, List<Expr> operands) {
            note(at, operator, operands);
            operands.forEach(this::expression);
        }

        private void note(Span at, String operator, List<Expr> operands) {
            List<Span> places = operands.stream().map(Expr::span).toList();
            if (at.equals(place) && places.stream().allMatch(p -> p.line() == at.line())) {
                found.add(new Written(operator, places, pure));
            }
        }
    }
}
