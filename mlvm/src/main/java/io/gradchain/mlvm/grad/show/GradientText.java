package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Derivation;
import io.gradchain.mlvm.grad.Derivation.Derived;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.report.Diagnostic;
import java.util.List;
import java.util.Optional;

/** A derived gradient as people write it, and as a contract could hold it. */
public sealed interface GradientText {
    /**
     * @param page the function, what its formulas have in common, and a formula for each slope
     * @param code a pure function for each slope, indented as in a contract, which gives the same bits as {@code grad}
     * @param rearranged whether the page rounds elsewhere than the machine; as formulas of real numbers the two are one
     */
    record Written(List<Slope> slopes, String page, String code, boolean rearranged) implements GradientText {
        public Written {
            slopes = List.copyOf(slopes);
        }
    }

    /** @param diagnostic what the compiler says, if the function has no gradient */
    record Refused(String reason, Optional<Diagnostic> diagnostic) implements GradientText {}

    /**
     * @param formula as on the page
     * @param function the name it has in the code
     */
    record Slope(String parameter, String formula, String function) {}

    /** @param wrt names of parameters; none for those the contract differentiates by, or else all of real type */
    static GradientText of(Compiled contract, String function, List<String> wrt) {
        return switch (Derivation.of(contract, function, wrt)) {
            case Derivation.Refused refused -> new Refused(refused.reason(), refused.diagnostic());
            case Derived derived -> written(contract, derived);
        };
    }

    private static GradientText written(Compiled contract, Derived derived) {
        IrFunction d = derived.gradient();
        IrFunction slopes = new IrFunction(
                derived.function().name(),
                d.names(),
                d.parameters(),
                d.body(),
                d.results().subList(1, d.results().size()),
                d.notes());
        return Unsized.of(slopes)
                .<GradientText>map(steps -> new Pages(contract, derived, steps).written())
                .orElseGet(() -> new Refused(
                        "`" + slopes.name()
                                + "` has branches or loops on values that are not differentiated: its gradient"
                                + " is no single formula",
                        Optional.empty()));
    }
}
