package io.gradchain.cli.command;

import io.gradchain.cli.error.Frames;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compiles a contract without putting it on a chain. */
@Command(
        name = "build",
        description = "Compile a Grad contract: what is wrong with it, or what each function costs at most.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain build counter.grad",
            "  gradchain build logistic --features 30 --rows 1000",
            "  gradchain build                    in the folder of a project"
        })
final class BuildCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Sizes sizes;

    @Parameters(
            paramLabel = "CONTRACT",
            arity = "0..1",
            description = Chosen.DESCRIPTION,
            completionCandidates = LibraryNames.class)
    private Optional<String> contract = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        Chosen chosen = Chosen.of(contract);
        ContractSource source = chosen.source();
        Compiled compiled = chosen.compile(sizes);
        Frames warnings = source.frames(compiled.warnings());
        warnings.text().lines().forEach(screen::line);
        int bytes = compiled.program().encoded().length;
        screen.heading(
                "%s: %,d bytes of code and interface".formatted(compiled.shown().name(), bytes));
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("contract", compiled.shown().name())
                .put("bytes", bytes);
        TextTable table = new TextTable("function", "called by", "instructions", "most gas in the VM");
        ArrayNode functions = result.putArray("functions");
        List<Signature> signatures = compiled.shown().functions();
        for (int i = 0; i < signatures.size(); i++) {
            Signature function = signatures.get(i);
            String kind = function.kind().name().toLowerCase(Locale.ROOT);
            int instructions = compiled.program().bodies().get(i).instructions().size();
            long gas = compiled.gas().get(function.name());
            table.row(
                    function.name(),
                    kind,
                    Integer.toString(instructions),
                    gas == Long.MAX_VALUE ? "beyond 2^63" : "%,d".formatted(gas));
            functions
                    .addObject()
                    .put("name", function.name())
                    .put("kind", kind)
                    .put("instructions", instructions)
                    .put("gas", gas);
        }
        result.set("diagnostics", JsonMapper.shared().readTree(warnings.json()));
        screen.table(table);
        screen.line("  A transaction adds gas of its own, for its bytes and for coming at all.");
        screen.next(chosen.command("gradchain deploy"));
        screen.result(result);
    }
}
