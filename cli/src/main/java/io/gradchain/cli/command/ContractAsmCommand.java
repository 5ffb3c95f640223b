package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.mlvm.asm.Disassembler;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows the instructions of a contract. */
@Command(
        name = "asm",
        description = "The instructions of the machine, each with its line of the source. --json has the bare text,"
                + " which assembles to the same bytes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain contract asm counter.grad",
            "  gradchain contract asm linear fit --features 10      that function and what it needs"
        })
final class ContractAsmCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private FunctionChoice choice;

    @Override
    public void run() {
        Screen screen = common.screen();
        Chosen contract = choice.contract();
        Compiled compiled = choice.compile(contract);
        Interface shown = compiled.shown();
        List<String> known = shown.functions().stream().map(Signature::name).toList();
        Optional<String> function = choice.function(known);
        String text = text(compiled, contract.source().shortName(), function.map(known::indexOf));
        screen.line(text.stripTrailing());
        screen.next(contract.command("gradchain contract gas"), contract.command("gradchain contract ir"));
        screen.result(JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("contract", shown.name())
                .put("text", text));
    }

    private static String text(Compiled compiled, String name, Optional<Integer> only) {
        String file = name.replaceAll("\\p{Cntrl}", "?") + ".grad";
        int first = only.orElse(0);
        Program program = only.map(i -> alone(compiled.program(), i)).orElse(compiled.program());
        return Disassembler.text(
                program,
                (function, pc) -> compiled.places()
                        .at(first + function, pc)
                        .map(span -> file + ":" + span.line())
                        .orElse(""));
    }

    /** The same contract with a single function. */
    private static Program alone(Program program, int function) {
        Interface shown = program.shown();
        return new Program(
                new Interface(
                        shown.name(),
                        shown.state(),
                        shown.events(),
                        shown.messages(),
                        List.of(shown.functions().get(function))),
                List.of(program.bodies().get(function)));
    }
}
