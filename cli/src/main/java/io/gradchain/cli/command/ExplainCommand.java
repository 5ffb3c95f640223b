package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Says what the code of an error means. */
@Command(
        name = "explain",
        description = "Explain the code of an error of the compiler, a node, a transaction or this command line.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradchain explain G102", "  gradchain explain TX-05"})
final class ExplainCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "CODE", description = "As errors show it: G102, X-20, TX-05, V-01.")
    private String code;

    @Override
    public void run() {
        Screen screen = common.screen();
        Explanation found = Explanation.find(code.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        code, "no error has this code", "codes look like " + String.join(", ", Explanation.EXAMPLES)));
        screen.heading(found.code() + "  " + found.whose());
        screen.line("  " + found.meaning());
        if (!found.hint().isEmpty()) {
            screen.line("  hint: " + found.hint());
        }
        screen.next("gradchain --help");
        screen.result(JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("code", found.code())
                .put("of", found.whose())
                .put("meaning", found.meaning())
                .put("hint", found.hint()));
    }
}
