package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Stmt;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Looks ahead in statements: which names change inside blocks, and where functions return. */
final class Assigned {
    private Assigned() {}

    /** Names assigned to within an `if` or a loop that is not unrolled. */
    static SortedSet<String> inBlocks(List<Stmt> statements, Predicate<Stmt.For> unrolled) {
        TreeSet<String> names = new TreeSet<>();
        collect(statements, false, unrolled, names);
        return names;
    }

    private static void collect(
            List<Stmt> statements, boolean within, Predicate<Stmt.For> unrolled, SortedSet<String> into) {
        boolean inside = within;
        for (Stmt statement : statements) {
            switch (statement) {
                case Stmt.If i -> {
                    collect(i.then(), true, unrolled, into);
                    collect(i.otherwise(), true, unrolled, into);
                    // what comes behind may be moved into a branch
                    inside |= returns(List.of(i));
                }
                case Stmt.For f -> collect(f.body(), inside || !unrolled.test(f), unrolled, into);
                case Stmt.Assign a -> {
                    if (inside && a.target() instanceof Expr.Name n) {
                        into.add(n.name());
                    }
                }
                case Stmt.Let l -> {}
                case Stmt.Require r -> {}
                case Stmt.Emit e -> {}
                case Stmt.Return r -> {}
                case Stmt.Do d -> {}
                case Stmt.Assert a -> {}
                case Stmt.Pass p -> {}
                case Stmt.Wrong w -> {}
            }
        }
    }

    /** Whether any way through leads to a return. */
    static boolean returns(List<Stmt> statements) {
        return statements.stream().anyMatch(s -> switch (s) {
            case Stmt.Return r -> true;
            case Stmt.If i -> returns(i.then()) || returns(i.otherwise());
            case Stmt.For f -> returns(f.body());
            case Stmt.Let l -> false;
            case Stmt.Assign a -> false;
            case Stmt.Require r -> false;
            case Stmt.Emit e -> false;
            case Stmt.Do d -> false;
            case Stmt.Assert a -> false;
            case Stmt.Pass p -> false;
            case Stmt.Wrong w -> false;
        });
    }

    /** Whether a part could not be read. */
    static boolean broken(List<Stmt> statements) {
        return statements.stream().anyMatch(s -> switch (s) {
            case Stmt.Wrong w -> true;
            case Stmt.If i -> broken(i.then()) || broken(i.otherwise());
            case Stmt.For f -> broken(f.body());
            case Stmt.Return r -> false;
            case Stmt.Let l -> false;
            case Stmt.Assign a -> false;
            case Stmt.Require r -> false;
            case Stmt.Emit e -> false;
            case Stmt.Do d -> false;
            case Stmt.Assert a -> false;
            case Stmt.Pass p -> false;
        });
    }

    /** Whether every way through leads to a return. */
    static boolean alwaysReturns(List<Stmt> statements) {
        return statements.stream()
                .anyMatch(s -> s instanceof Stmt.Return
                        || (s instanceof Stmt.If i && alwaysReturns(i.then()) && alwaysReturns(i.otherwise())));
    }
}
