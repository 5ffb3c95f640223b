package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.LineGas;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows what functions cost at most, and which lines of the source that comes from. */
@Command(
        name = "gas",
        description = "The most gas of each function, or of each line of one; loops count as often as they may run.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain contract gas logistic --features 30 --rows 1000",
            "  gradchain contract gas logistic fit --features 30      line by line"
        })
final class ContractGasCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private FunctionChoice choice;

    @Override
    public void run() {
        Chosen contract = choice.contract();
        Compiled compiled = choice.compile(contract);
        List<String> known =
                compiled.shown().functions().stream().map(Signature::name).toList();
        Optional<String> function = choice.function(known);
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("contract", compiled.shown().name());
        if (function.isPresent()) {
            lines(contract, compiled, function.get(), result);
        } else {
            functions(contract, compiled, result);
        }
        common.screen().result(result);
    }

    private static Map.Entry<Integer, LineGas.Line> dearest(LineGas gas) {
        return gas.lines().entrySet().stream()
                .max(Comparator.comparingLong(line -> line.getValue().gas()))
                .orElseThrow();
    }

    private void functions(Chosen contract, Compiled compiled, ObjectNode result) {
        Screen screen = common.screen();
        TextTable table = new TextTable("function", "called by", "most gas in the VM", "dearest line", "its share");
        ArrayNode functions = result.putArray("functions");
        String most = "";
        for (Signature function : compiled.shown().functions()) {
            LineGas gas = LineGas.of(compiled, function.name()).orElseThrow();
            var line = dearest(gas);
            String kind = function.kind().name().toLowerCase(Locale.ROOT);
            table.row(
                    function.name(),
                    kind,
                    count(gas.worst()),
                    line.getKey().toString(),
                    share(line.getValue().gas(), all(gas)));
            functions
                    .addObject()
                    .put("name", function.name())
                    .put("kind", kind)
                    .put("gas", gas.worst())
                    .put("line", line.getKey());
            boolean dearer = most.isEmpty() || gas.worst() > compiled.gas().get(most);
            most = dearer ? function.name() : most;
        }
        screen.heading(compiled.shown().name() + ": the most gas of a call");
        screen.table(table);
        screen.next(contract.command("gradchain contract gas") + " " + most, contract.command("gradchain deploy"));
    }

    private void lines(Chosen contract, Compiled compiled, String function, ObjectNode result) {
        Screen screen = common.screen();
        LineGas gas = LineGas.of(compiled, function).orElseThrow();
        List<String> source = contract.source().text().lines().toList();
        int dearest = dearest(gas).getKey();
        screen.heading(
                "%s.%s: at most %s gas in the VM".formatted(compiled.shown().name(), function, count(gas.worst())));
        String columns = "%s %5s  %20s  %5s  %10s  %s";
        screen.line(columns.formatted(" ", "line", "gas", "share", "runs", "source"));
        result.put("function", function).put("gas", gas.worst()).put("entering", gas.entering());
        ArrayNode lines = result.putArray("lines");
        gas.lines().forEach((number, line) -> {
            String text = number <= source.size() ? source.get(number - 1) : "";
            String share = share(line.gas(), all(gas));
            String row = columns.formatted(
                            number == dearest ? ">" : " ", number, count(line.gas()), share, count(line.runs()), text)
                    .stripTrailing();
            screen.line(number == dearest ? screen.bold(row) : row);
            lines.addObject()
                    .put("line", number)
                    .put("gas", line.gas())
                    .put("runs", line.runs())
                    .put("instructions", line.instructions())
                    .put("dearest", number == dearest);
        });
        screen.line(columns.formatted(" ", "", count(gas.entering()), "", "", "    the call itself and its arguments"));
        screen.line("  Lines of both sides of an if are shown; the sum counts the dearer one.");
        screen.next(
                contract.command("gradchain contract ir") + " " + function,
                contract.command("gradchain contract asm") + " " + function);
    }

    /** Both sides of every if, so that no line has more than all of it. */
    private static double all(LineGas gas) {
        return gas.lines().values().stream().mapToDouble(line -> line.gas()).sum();
    }

    private static String share(long part, double whole) {
        return "%.0f %%".formatted(100.0 * part / whole);
    }

    private static String count(long n) {
        return n == Long.MAX_VALUE ? "beyond 2^63" : "%,d".formatted(n);
    }
}
