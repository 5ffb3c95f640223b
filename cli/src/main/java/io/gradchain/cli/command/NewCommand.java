package io.gradchain.cli.command;

import io.gradchain.cli.project.ContractProject;
import io.gradchain.cli.project.NewProject;
import io.gradchain.cli.project.Template;
import io.gradchain.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts a project. */
@Command(
        name = "new",
        description = "Make a folder with a contract, a gradchain.toml and, for some, data to train on.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain new logistic tumours && cd tumours && gradchain build",
            "  gradchain new counter my-counter"
        })
final class NewCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(
            index = "0",
            paramLabel = "TEMPLATE",
            completionCandidates = TemplateNames.class,
            description = "What to start from: ${COMPLETION-CANDIDATES}.")
    private String template;

    @Parameters(index = "1", paramLabel = "NAME", description = "The folder to make, and what the contract is called.")
    private String name;

    @Option(names = "--in", paramLabel = "FOLDER", description = "Where to make it (default: here).")
    private Optional<Path> parent = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        Template chosen = Template.named(template);
        List<String> files = NewProject.write(chosen, parent.orElse(ContractProject.here()), name);
        String folder = parent.map(p -> p.resolve(name).toString()).orElse(name);
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("folder", folder)
                .put("template", chosen.name());
        ArrayNode list = result.putArray("files");
        screen.line(screen.bold(folder) + ": a contract from the template " + chosen.name());
        for (String file : files) {
            screen.line("  " + file);
            list.add(file);
        }
        screen.next("cd " + folder, "gradchain build", "gradchain deploy");
        screen.result(result);
    }
}
