package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.grad.TestCase.Slope;
import io.gradchain.mlvm.grad.check.TestChecker;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Parser;
import io.gradchain.mlvm.grad.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tests written in Grad: read from a source, and compiled to contracts that call the one they are about. */
public final class TestCompiler {
    private TestCompiler() {}

    /** What a source of tests holds. */
    public sealed interface Suite {
        record Read(List<TestCase> cases) implements Suite {
            public Read {
                cases = List.copyOf(cases);
            }
        }

        record Refused(List<Diagnostic> diagnostics) implements Suite {
            public Refused {
                diagnostics = List.copyOf(diagnostics);
            }
        }
    }

    /** The tests behind a contract, in its own source. */
    public static Suite within(String contract) {
        Report report = new Report();
        return suite(Parser.parse(contract, report).tests(), report);
    }

    /** The tests of a file that holds nothing else. */
    public static Suite read(String tests) {
        Report report = new Report();
        if (tests.length() > Compiler.SOURCE_LENGTH) {
            return new Suite.Refused(List.of(Compiler.tooLong()));
        }
        return suite(Parser.tests(tests, report), report);
    }

    private static Suite suite(List<Decl.Test> tests, Report report) {
        List<TestCase> cases = tests.stream().map(test -> read(test, report)).toList();
        return report.refuses() ? new Suite.Refused(report.sorted()) : new Suite.Read(cases);
    }

    private static TestCase read(Decl.Test test, Report report) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        SortedMap<String, String> params = new TreeMap<>();
        for (Decl.Setting setting : test.settings()) {
            String text = literal(setting.value());
            if (text.isEmpty()) {
                report.add(
                        Diagnostic.error(Code.G006, setting.value().span(), "here a number, true or false is needed"));
            } else if (Character.isUpperCase(setting.name().charAt(0)) && text.matches("[0-9]{1,7}")) {
                sizes.put(setting.name(), Integer.valueOf(text));
            } else {
                params.put(setting.name(), text);
            }
        }
        List<Slope> slopes = new ArrayList<>();
        List<Stmt> body = new ArrayList<>();
        for (Stmt statement : test.body()) {
            slope(statement, report).ifPresentOrElse(slopes::add, () -> body.add(statement));
        }
        return new TestCase(
                test.title(), test.span(), sizes, params, test.stranger(), test.fails(), slopes, body, test);
    }

    private static String literal(Expr value) {
        return switch (value) {
            case Expr.Literal n -> n.digits();
            case Expr.Truth t -> Boolean.toString(t.value());
            case Expr.Unary u when u.operator().equals("-") && u.of() instanceof Expr.Literal n -> "-" + n.digits();
            default -> "";
        };
    }

    /** {@code gradcheck(f)}, {@code gradcheck(f, wrt=(w, b))}. */
    private static Optional<Slope> slope(Stmt statement, Report report) {
        if (!(statement instanceof Stmt.Do d)
                || !(d.expression() instanceof Expr.Call call)
                || !(call.callee() instanceof Expr.Name callee)
                || !callee.name().equals("gradcheck")) {
            return Optional.empty();
        }
        List<String> wrt = new ArrayList<>();
        String function = "";
        boolean good = true;
        for (Expr.Argument argument : call.arguments()) {
            boolean named = argument.name().map(Expr.Name::name).orElse("").equals("wrt");
            List<Expr> names = argument.value() instanceof Expr.Tuple tuple ? tuple.parts() : List.of(argument.value());
            for (Expr expr : names) {
                if (!(expr instanceof Expr.Name name) || (!named && !function.isEmpty())) {
                    good = false;
                } else if (named) {
                    wrt.add(name.name());
                } else {
                    function = name.name();
                }
            }
        }
        if (!good || function.isEmpty()) {
            report.add(Diagnostic.error(Code.G105, d.span(), "gradcheck takes a pure function by its name")
                    .hint("write gradcheck(loss), or gradcheck(loss, wrt=(w, b))"));
        }
        return Optional.of(new Slope(d.span(), function, wrt));
    }

    /**
     * Makes a contract of a test; its one function is {@link TestChecker#NAME}.
     *
     * @param contract the source it is about, which compiles
     * @param sizes of the contract, those of the test included
     */
    public static CompileResult compile(String contract, TestCase test, SortedMap<String, Integer> sizes) {
        Report own = new Report();
        Optional<Decl.Contract> about = Parser.parse(contract, own).contract();
        Report report = new Report();
        return Compiler.finish(
                report, () -> about.flatMap(c -> TestChecker.check(c, test.written(), test.body(), sizes, report)));
    }
}
