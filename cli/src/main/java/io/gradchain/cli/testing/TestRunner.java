package io.gradchain.cli.testing;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.training.Deployment;
import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.grad.CompileResult;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.TestCase;
import io.gradchain.mlvm.grad.TestCase.Slope;
import io.gradchain.mlvm.grad.TestCompiler;
import io.gradchain.mlvm.grad.check.TestChecker;
import io.gradchain.mlvm.grad.precise.GradientCheck;
import io.gradchain.mlvm.grad.precise.GradientCheck.Result.Compared;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs the tests of one contract, each on a chain of its own. */
public final class TestRunner {
    private static final long GAS = 1L << 42;
    private static final long FUNDS = 1_000_000_000_000_000L;
    private static final int POINTS = 20;
    private static final long SEED = 1;
    private static final byte[] TEST = MemoryChain.address(1);
    private static final byte[] CONTRACT = MemoryChain.address(2);
    private static final int FIRST_PERSON = 10;

    private final String source;
    private final SortedMap<String, Integer> sizes;
    private final SortedMap<String, String> params;
    private final Coverage coverage = new Coverage();

    /**
     * @param source of the contract, which compiles
     * @param sizes it is compiled with where a test says nothing else; {@code params} likewise
     */
    public TestRunner(String source, SortedMap<String, Integer> sizes, SortedMap<String, String> params) {
        this.source = source;
        this.sizes = new TreeMap<>(sizes);
        this.params = new TreeMap<>(params);
    }

    public Coverage coverage() {
        return coverage;
    }

    /** Runs one test. */
    public Outcome run(TestCase test) {
        SortedMap<String, Integer> all = new TreeMap<>(sizes);
        all.putAll(test.sizes());
        return switch (Compiler.compile(source, all)) {
            case CompileResult.Refused refused ->
                failed(
                        test,
                        "with these sizes the contract does not compile",
                        refused.diagnostics().getFirst().message());
            case Compiled contract ->
                switch (TestCompiler.compile(source, test, all)) {
                    case CompileResult.Refused refused ->
                        new Outcome(test.title(), 0, List.of(), refused.diagnostics());
                    case Compiled calls -> run(test, contract, calls);
                };
        };
    }

    private Outcome run(TestCase test, Compiled contract, Compiled calls) {
        SortedMap<String, String> given = new TreeMap<>(params);
        given.putAll(test.params());
        byte[] arguments;
        try {
            arguments = Deployment.arguments(contract, given);
        } catch (CommandFailed wrong) {
            return failed(test, wrong.problem().cause(), wrong.problem().hint());
        }
        MemoryChain chain = new MemoryChain();
        ValidProgram program = valid(contract);
        chain.fund(TEST, FUNDS);
        byte[] owner = test.stranger() ? MemoryChain.address(FIRST_PERSON) : TEST;
        RunResult deployed = Vm.run(
                program,
                CallMode.DEPLOY,
                "init",
                arguments,
                Budget.ofGas(GAS),
                chain.host(CONTRACT, owner),
                coverage.watching(contract, CONTRACT));
        chain.put(CONTRACT, program);
        if (deployed instanceof Trapped trapped) {
            return judged(test, new Failures(contract, calls).atDeploy(test, trapped), deployed.gasUsed(), List.of());
        }
        RunResult result = Vm.run(
                valid(calls),
                CallMode.TRANSACTION,
                TestChecker.NAME,
                people(),
                Budget.ofGas(GAS),
                chain.host(TEST, owner),
                coverage.watching(contract, CONTRACT));
        Optional<Failures.Failure> failure = result instanceof Trapped trapped
                ? Optional.of(new Failures(contract, calls).of(trapped))
                : Optional.empty();
        return judged(test, failure, result.gasUsed(), slopes(test, contract));
    }

    /** A test that says how it fails passes if it fails so. */
    private static Outcome judged(TestCase test, Optional<Failures.Failure> failure, long gas, List<Checked> slopes) {
        List<Diagnostic> all = new ArrayList<>();
        if (test.fails().isEmpty()) {
            failure.ifPresent(f -> all.add(f.diagnostic()));
        } else if (failure.filter(f -> f.text().contains(test.fails().get())).isEmpty()) {
            all.add(Diagnostic.error(
                            Code.G403,
                            test.span(),
                            "this test should fail with \"" + test.fails().get() + "\"")
                    .label(failure.map(f -> "it fails otherwise: " + f.text()).orElse("it does not fail")));
        }
        slopes.forEach(slope -> slope.failure().ifPresent(all::add));
        return new Outcome(
                test.title(), gas, slopes.stream().map(Checked::words).toList(), all);
    }

    private static Outcome failed(TestCase test, String why, String hint) {
        return new Outcome(
                test.title(),
                0,
                List.of(),
                List.of(Diagnostic.error(Code.G402, test.span(), why).hint(hint)));
    }

    private static ValidProgram valid(Compiled compiled) {
        return ((Validation.Accepted) Vm.validate(compiled.program().encoded())).program();
    }

    private static byte[] people() {
        List<Value> addresses = new ArrayList<>();
        addresses.add(new Value.BytesValue(CONTRACT));
        for (int i = 0; i < TestChecker.PEOPLE.size(); i++) {
            addresses.add(new Value.BytesValue(MemoryChain.address(FIRST_PERSON + i)));
        }
        return Values.encode(addresses);
    }

    private record Checked(String words, Optional<Diagnostic> failure) {}

    private static List<Checked> slopes(TestCase test, Compiled contract) {
        return test.slopes().stream().map(slope -> check(slope, contract)).toList();
    }

    private static Checked check(Slope slope, Compiled contract) {
        Span at = slope.span();
        return switch (GradientCheck.run(contract, slope.function(), slope.wrt(), POINTS, SEED)) {
            case GradientCheck.Result.Refused refused ->
                new Checked(
                        slope.function() + " has no gradient to check",
                        Optional.of(Diagnostic.error(Code.G404, at, refused.reason())));
            case Compared compared
            when compared.passes() ->
                new Checked(
                        "gradient of " + slope.function() + ": largest error "
                                + error(compared.worst().error()) + " at " + compared.points() + " points",
                        Optional.empty());
            case Compared compared ->
                new Checked(
                        "gradient of " + slope.function() + " is wrong",
                        Optional.of(Diagnostic.error(
                                        Code.G404,
                                        at,
                                        "the gradient of `" + slope.function()
                                                + "` differs from its differences in `"
                                                + compared.worst().parameter() + "`")
                                .label("derived " + compared.worst().derived().toPlainString() + ", difference "
                                        + compared.worst().difference().toPlainString())));
        };
    }

    private static String error(BigDecimal error) {
        return error.signum() == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
    }
}
