package io.gradchain.cli.testing;

import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.TestCase;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;

/** Says what a trap of a test means: an assertion that does not hold, or a call that failed. */
record Failures(Compiled contract, Compiled calls) {
    /**
     * @param text of the {@code require} or of the trap, which a test may expect
     * @param diagnostic with its place in the test
     */
    record Failure(String text, Diagnostic diagnostic) {}

    Optional<Failure> atDeploy(TestCase test, Trapped trapped) {
        String text = said(contract.shown(), trapped);
        return Optional.of(new Failure(
                text,
                Diagnostic.error(Code.G402, test.span(), "the contract cannot be deployed: " + text)
                        .hint(where(trapped))));
    }

    Failure of(Trapped trapped) {
        Span at = calls.places().at(trapped.function(), trapped.pc()).orElse(Span.NOWHERE);
        if (trapped.trap() == Trap.REQUIRE) {
            Diagnostic broken = Diagnostic.error(Code.G401, at, said(calls.shown(), trapped));
            return new Failure("", sides(trapped.site()).map(broken::label).orElse(broken));
        }
        Optional<Trapped> inner = trapped.site().inner().map(Site.Inner::trapped);
        String text = inner.map(t -> said(contract.shown(), t)).orElseGet(() -> said(calls.shown(), trapped));
        Diagnostic failed = Diagnostic.error(Code.G402, at, "this call fails: " + text);
        return new Failure(text, inner.map(t -> failed.hint(where(t))).orElse(failed));
    }

    private static String said(Interface shown, Trapped trapped) {
        return trapped.trap() == Trap.REQUIRE
                ? shown.message(trapped.index()).orElse("")
                : trapped.trap().id() + " " + trapped.trap() + ", "
                        + trapped.trap().cause();
    }

    private String where(Trapped trapped) {
        return contract.places()
                .at(trapped.function(), trapped.pc())
                .map(span -> "it comes from line " + span.line() + " of the contract, column " + span.column())
                .orElse("");
    }

    /** What the assertion compared, if the last thing announced is that. */
    private Optional<String> sides(Site site) {
        if (site.events().isEmpty()) {
            return Optional.empty();
        }
        Site.Announced last = site.events().getLast();
        return calls.shown()
                .event(last.topic())
                .map(EventType::types)
                .filter(types -> Values.decode(types, last.data()) instanceof Values.Decoded.Good)
                .map(types -> ((Values.Decoded.Good) Values.decode(types, last.data())).values())
                .map(Failures::sides);
    }

    private static String sides(List<Value> values) {
        return "left is " + values.get(0).text() + ", right is " + values.get(1).text();
    }
}
