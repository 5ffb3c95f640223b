package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.OpenSizes;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.precise.GradientCheck;
import io.gradchain.mlvm.grad.precise.GradientCheck.Result.Compared;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.show.GradientText;
import io.gradchain.mlvm.grad.show.GradientText.Written;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prints the gradient the compiler derives, as a textbook would, and checks it. */
@Command(
        name = "grad",
        description = "Print the gradient of a pure function as a textbook would, and check it against differences.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradchain contract grad logistic loss", "  gradchain contract grad mine.grad loss --wrt w,b --code"
        })
final class ContractGradCommand implements Runnable {
    private static final int POINTS = 50;
    private static final long SEED = 1;
    /** What a size is taken for that has no default; a second one shows whether the formula depends on it. */
    private static final int SIZE = 3;

    private static final int OTHER_SIZE = 5;

    @Mixin
    private Common common;

    @Mixin
    private FunctionChoice choice;

    @Option(
            names = "--wrt",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Parameters to differentiate by, as w,b (default: as the contract does, or all of real type).")
    private List<String> wrt = new ArrayList<>();

    @Option(names = "--code", description = "Print it as functions of a contract instead, exact to the bit.")
    private boolean code;

    private Chosen chosen;
    private String function;

    @Override
    public void run() {
        Screen screen = common.screen();
        chosen = choice.contract();
        ContractSource source = chosen.source();
        Compiled compiled = source.compile(sizes(SIZE));
        List<String> known = compiled.pure().stream().map(IrFunction::name).toList();
        function = choice.function(known)
                .orElseThrow(() -> CliError.BAD_OPTION.at(
                        "FUNCTION", "no pure function is named", "there are " + String.join(", ", known)));
        Written text = written(source, compiled);
        SortedMap<String, Integer> others = sizes(OTHER_SIZE);
        if (!others.equals(sizes(SIZE))
                && !written(source, source.compile(others)).page().equals(text.page())) {
            String open = String.join(", ", OpenSizes.of(source.text()));
            throw CliError.BAD_OPTION.at(
                    function, "the formula depends on how large " + open + " is", "say it: --size NAME=N");
        }
        Compared compared =
                switch (GradientCheck.run(compiled, function, wrt, POINTS, SEED)) {
                    case Compared all -> all;
                    case GradientCheck.Result.Refused refused ->
                        throw refused(source, refused.reason(), refused.diagnostic());
                };
        if (!compared.passes()) {
            throw CliError.INTERNAL.at(
                    function,
                    "the derived gradient is off by " + error(compared) + " in "
                            + compared.worst().parameter());
        }
        show(screen, text, compared);
    }

    private void show(Screen screen, Written text, Compared compared) {
        screen.line("");
        (code ? text.code() : text.page())
                .lines()
                .map(line -> line.isEmpty() || code ? line : "  " + line)
                .forEach(screen::line);
        screen.line("");
        if (text.rearranged() && !code) {
            screen.line("  Equal as real numbers; the machine rounds in another order, which --code shows.");
        }
        screen.line("  checked against differences at %d random points: largest error %s"
                .formatted(compared.points(), error(compared)));
        String again = chosen.command("gradchain contract grad") + " " + function;
        screen.next(code ? again : again + " --code", chosen.command("gradchain build"));
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("ok", true).put("function", function);
        ArrayNode slopes = result.putArray("gradients");
        text.slopes()
                .forEach(s -> slopes.addObject()
                        .put("wrt", s.parameter())
                        .put("formula", s.formula())
                        .put("function", s.function()));
        result.put("page", text.page()).put("code", text.code()).put("rearranged", text.rearranged());
        result.putObject("check")
                .put("points", compared.points())
                .put("error", error(compared))
                .put("wrt", compared.worst().parameter())
                .put("element", compared.worst().element());
        screen.result(result);
    }

    private static String error(Compared compared) {
        BigDecimal error = compared.worst().error();
        return error.signum() == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
    }

    private SortedMap<String, Integer> sizes(int open) {
        SortedMap<String, Integer> all = new TreeMap<>(chosen.sizes(choice.sizes()));
        OpenSizes.of(chosen.source().text()).forEach(name -> all.putIfAbsent(name, open));
        return all;
    }

    private Written written(ContractSource source, Compiled compiled) {
        return switch (GradientText.of(compiled, function, wrt)) {
            case Written written -> written;
            case GradientText.Refused refused -> throw refused(source, refused.reason(), refused.diagnostic());
        };
    }

    private CommandFailed refused(ContractSource source, String reason, Optional<Diagnostic> diagnostic) {
        if (diagnostic.isEmpty()) {
            return CliError.UNKNOWN_NAME.at(function, reason, "gradchain contract grad --help");
        }
        return CliError.SOURCE_REFUSED
                .at(
                        function,
                        "it has no gradient",
                        "gradchain explain " + diagnostic.get().code() + " says more")
                .because(source.frames(List.of(diagnostic.get())));
    }
}
