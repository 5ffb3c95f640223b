package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Stmt;
import io.gradchain.mlvm.grad.syntax.TypeExpr;
import io.gradchain.mlvm.grad.type.GradType.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks one test of a contract and makes a contract of it: the function {@link #NAME} takes the address of the deployed
 * contract and those of {@link #PEOPLE}, and calls.
 */
public final class TestChecker {
    public static final String NAME = "run";

    /** Names that stand for addresses in every test. */
    public static final List<String> PEOPLE = List.of("alice", "bob", "carol");

    /** The name of the test's own address, from which it calls. */
    private static final String ME = "me";

    private TestChecker() {}

    /** Empty if the report holds an error. */
    public static Optional<CheckedContract> check(
            Decl.Contract contract, Decl.Test test, List<Stmt> body, SortedMap<String, Integer> sizes, Report report) {
        Symbols symbols = new Symbols(report);
        Declarations.read(contract, sizes, symbols);
        symbols.events.clear();
        symbols.roles.forEach(role -> {
            appointment(symbols, "grant_" + role, test);
            appointment(symbols, "revoke_" + role, test);
        });
        Context c = new Context(symbols, Kind.TEST, new TreeMap<>(), new PureFunctions(symbols));
        List<Value> parameters = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        c.target = address("target", test, c, parameters, fields);
        for (String name : PEOPLE) {
            Value person = address(name, test, c, parameters, fields);
            c.scope.put(name, new Binding.Local(new Term.One(person), true, test.span()));
        }
        Value me = c.to.at(test.span()).let(Bytes.ADDRESS, Op.SELF);
        c.scope.put(ME, new Binding.Local(new Term.One(me), true, test.span()));
        Decl.Function whole = new Decl.Function(
                test.span(),
                NAME,
                false,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                body,
                body.isEmpty() ? test.span() : body.getLast().span());
        new Statements(c, Optional.empty()).body(whole);
        if (report.refuses()) {
            return Optional.empty();
        }
        Signature signature = new Signature(NAME, Signature.Kind.EXTERNAL, fields, Optional.empty());
        List<EventType> events =
                symbols.events.stream().map(ContractChecker::event).toList();
        return Optional.of(new CheckedContract(
                "Test",
                List.of(),
                events,
                symbols.messages,
                List.of(),
                List.of(),
                List.of(new Entry(signature, parameters, c.to.block(), test.span())),
                symbols.ids));
    }

    /** The function that every role has, as if it were written. */
    private static void appointment(Symbols symbols, String name, Decl.Test test) {
        TypeExpr address = new TypeExpr(test.span(), "address", List.of());
        symbols.functions.put(
                name,
                new Decl.Function(
                        test.span(),
                        name,
                        false,
                        List.of(new Decl.Mark(test.span(), "external", Optional.empty())),
                        List.of(),
                        List.of(new Decl.Parameter(test.span(), "who", address)),
                        Optional.empty(),
                        List.of(),
                        test.span()));
    }

    private static Value address(String name, Decl.Test test, Context c, List<Value> parameters, List<Field> fields) {
        Value value = c.symbols.ids.value(Bytes.ADDRESS, test.span());
        parameters.add(value);
        fields.add(new Field(name, Bytes.ADDRESS.machine()));
        return value;
    }
}
