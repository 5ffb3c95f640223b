package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Frames;
import io.gradchain.cli.project.ContractProject;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testing.Coverage;
import io.gradchain.cli.testing.Outcome;
import io.gradchain.cli.testing.TestRunner;
import io.gradchain.cli.testing.TestSources;
import io.gradchain.cli.testing.TestSources.Tests;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.grad.OpenSizes;
import io.gradchain.mlvm.grad.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs a contract's own tests. */
@Command(
        name = "test",
        description =
                "Run the tests of a contract: those behind it in its file, and those of NAME_test.grad beside it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain test                         the project of this folder",
            "  gradchain test counter.grad",
            "  gradchain test logistic --only gradient"
        })
final class TestCommand implements Runnable {
    private static final int SHOWN_LINES = 12;
    private static final int OPEN_SIZE = 2;

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

    @Option(names = "--only", paramLabel = "TEXT", description = "Only tests whose title holds this text.")
    private Optional<String> only = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        Chosen chosen = Chosen.of(contract);
        List<Tests> all = TestSources.of(chosen.source());
        SortedMap<String, Integer> compiled = chosen.sizes(sizes);
        requireCompiles(chosen.source(), compiled);
        SortedMap<String, String> params =
                chosen.project().map(ContractProject::written).orElseGet(TreeMap::new);
        TestRunner runner = new TestRunner(chosen.source().text(), compiled, params);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("tests");
        List<Frames> failures = new ArrayList<>();
        int ran = 0;
        screen.heading(chosen.source().file());
        for (Tests tests : all) {
            for (TestCase test : tests.cases()) {
                if (only.isEmpty() || test.title().contains(only.get())) {
                    Outcome outcome = runner.run(test);
                    ran++;
                    show(screen, outcome);
                    ObjectNode entry = list.addObject()
                            .put("title", outcome.title())
                            .put("passed", outcome.passed())
                            .put("gas", outcome.gas());
                    ArrayNode slopes = entry.putArray("gradients");
                    outcome.slopes().forEach(slopes::add);
                    if (!outcome.passed()) {
                        Frames frames = tests.source().frames(outcome.failures());
                        failures.add(frames);
                        entry.set("diagnostics", JsonMapper.shared().readTree(frames.json()));
                    }
                }
            }
        }
        if (ran == 0) {
            throw CliError.UNKNOWN_NAME.at(
                    only.orElse(chosen.source().file()),
                    only.isPresent() ? "no test has this in its title" : "there are no tests",
                    "write test \"what it shows\": behind the contract, or in a file that ends in _test.grad");
        }
        summary(screen, result, runner.coverage(), ran, failures.size());
        if (!failures.isEmpty()) {
            String text = failures.stream().map(Frames::text).collect(Collectors.joining("\n"));
            throw CliError.TESTS_FAILED
                    .at(
                            chosen.source().file(),
                            failures.size() + " of " + ran + (ran == 1 ? " test fails" : " tests fail"))
                    .because(new Frames(text, result.path("tests").toString()));
        }
        screen.next(chosen.command("gradchain deploy"), chosen.command("gradchain contract gas"));
        screen.result(result.put("ok", true));
    }

    /** X-13 with what is wrong; sizes that only the tests give are taken as 2. */
    private static void requireCompiles(ContractSource source, SortedMap<String, Integer> sizes) {
        SortedMap<String, Integer> all = new TreeMap<>(sizes);
        OpenSizes.of(source.text()).forEach(name -> all.putIfAbsent(name, OPEN_SIZE));
        source.compile(all);
    }

    private static void show(Screen screen, Outcome outcome) {
        String mark = outcome.passed() ? screen.green("✔") : screen.red("✘");
        screen.line("  %s %-58s %,15d gas".formatted(mark, outcome.title(), outcome.gas()));
        outcome.slopes().forEach(slope -> screen.line("      " + slope));
    }

    private static void summary(Screen screen, ObjectNode result, Coverage coverage, int ran, int failed) {
        screen.line("");
        screen.line("  %d of %d tests passed, %d of %d lines of the contract ran"
                .formatted(ran - failed, ran, coverage.ran(), coverage.all()));
        List<Integer> missed = coverage.missed();
        if (!missed.isEmpty()) {
            String lines =
                    missed.stream().limit(SHOWN_LINES).map(String::valueOf).collect(Collectors.joining(", "));
            screen.line("  not reached: line " + lines + (missed.size() > SHOWN_LINES ? " …" : ""));
        }
        result.put("ran", ran).put("failed", failed);
        ObjectNode lines = result.putObject("lines").put("ran", coverage.ran()).put("all", coverage.all());
        ArrayNode list = lines.putArray("missed");
        missed.forEach(list::add);
    }
}
