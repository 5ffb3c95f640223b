package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.testing.Outcome;
import io.gradchain.cli.testing.TestRunner;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.mlvm.grad.TestCase;
import io.gradchain.mlvm.grad.TestCompiler;
import io.gradchain.node.Testnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guide of the language is true: its tests pass, and its transcript is what a testnet answers. */
@Timeout(120)
final class GuideTest {
    private static final Path GUIDE = Path.of("../mlvm/GRAD.md");

    @TempDir
    Path folder;

    private static List<String> blocks(String kind) throws IOException {
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void itsTestsPass() throws IOException {
        int ran = 0;
        for (String source : blocks("grad")) {
            TestRunner runner = new TestRunner(source, new TreeMap<>(), new TreeMap<>());
            for (TestCase test : ((TestCompiler.Suite.Read) TestCompiler.within(source)).cases()) {
                Outcome outcome = runner.run(test);
                assertThat(outcome.failures()).as(test.title()).isEmpty();
                ran++;
            }
        }
        assertThat(ran).isGreaterThan(5);
    }

    @Test
    void itStaysShortEnoughToBeRead() throws IOException {
        assertThat(Files.readAllLines(GUIDE)).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void aModelOfOnesOwnTrainsAsItShows() throws IOException {
        String source = blocks("grad").getLast();
        assertThat(source.lines().count()).isLessThan(60);
        Files.writeString(folder.resolve("poisson.grad"), source);
        Files.writeString(folder.resolve("visits.csv"), blocks("csv").getFirst());
        try (Testnet net = Testnet.start(
                                folder.resolve("chain"),
                                Presets.localPos(1),
                                List.of(DevKeys.of(new Ed25519(), DevKeys.validator(1))))
                        .orElseThrow();
                Shell shell = new Shell(folder)) {
            String said = "";
            int from = 0;
            for (String line : blocks("console").getFirst().lines().toList()) {
                if (line.startsWith("$ gradchain ")) {
                    said = run(shell, net, line.substring("$ gradchain ".length()));
                    from = 0;
                } else {
                    var found =
                            Pattern.compile(pattern(line), Pattern.MULTILINE).matcher(said);
                    assertThat(found.find(from)).as("`%s` in\n%s", line, said).isTrue();
                    from = found.end();
                }
            }
        }
    }

    /** {@code …} stands for what differs from run to run. */
    private static String pattern(String line) {
        return "^" + Pattern.quote(line.stripTrailing()).replace("…", "\\E.*?\\Q") + " *$";
    }

    private String run(Shell shell, Testnet net, String command) {
        String[] words = Arrays.stream(command.split(" "))
                .map(word -> word.endsWith(".grad") || word.endsWith(".csv")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--node";
        all[words.length + 1] =
                "http://127.0.0.1:" + net.up().iterator().next().rpcAddress().getPort();
        shell.run(all);
        return shell.said() + shell.complaint();
    }
}
