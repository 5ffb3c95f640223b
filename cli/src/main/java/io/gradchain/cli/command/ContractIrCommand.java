package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Listing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows functions in the intermediate form. */
@Command(
        name = "ir",
        description = "The intermediate form of functions: typed steps, calls written out and gradients derived.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradchain contract ir logistic loss --features 30", "  gradchain contract ir counter.grad"})
final class ContractIrCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private FunctionChoice choice;

    @Override
    public void run() {
        Screen screen = common.screen();
        Chosen contract = choice.contract();
        Compiled compiled = choice.compile(contract);
        List<String> known = Listing.names(compiled);
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("contract", compiled.shown().name());
        ArrayNode functions = result.putArray("functions");
        String gap = "";
        for (String name : choice.function(known).map(List::of).orElse(known)) {
            String text = Listing.function(compiled, name).orElseThrow();
            screen.line(gap + text.stripTrailing());
            gap = "\n";
            functions.addObject().put("name", name).put("text", text);
        }
        screen.next(contract.command("gradchain contract asm"), contract.command("gradchain contract gas"));
        screen.result(result);
    }
}
