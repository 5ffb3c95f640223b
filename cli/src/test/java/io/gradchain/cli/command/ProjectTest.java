package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.project.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A contract in a folder of its own, from the template to what its file may say wrong. */
final class ProjectTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    static List<String> templates() {
        return Template.names();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateBuildsAsItIs(String template) {
        assertThat(shell.run("new", template, "mine")).isZero();
        assertThat(shell.said()).contains("contract.grad", "Next:  cd mine");
        shell.in(home.resolve("mine"));
        assertThat(shell.run("build", "--json")).as(shell.complaint()).isZero();
        assertThat(shell.json().path("diagnostics").isEmpty()).isTrue();
        assertThat(shell.run("fmt", "--check")).isZero();
        assertThat(shell.run("contract", "gas")).isZero();
        // all is well up to the node that does not run
        assertThat(shell.run("deploy")).isEqualTo(1);
        assertThat(shell.complaint()).contains("error X-30");
    }

    @Test
    void aTrainerComesWithDataThatFits() throws IOException {
        assertThat(shell.run("new", "logistic", "tumours")).isZero();
        Path folder = home.resolve("tumours");
        assertThat(folder.resolve("gradchain.toml"))
                .content()
                .contains("D = 30\n", "eta0 = 0.1\n", "file = \"data/breast_cancer.csv\"", "target = \"malignant\"");
        assertThat(Files.readString(folder.resolve("data/breast_cancer.csv"))
                        .lines()
                        .count())
                .isEqualTo(570);
        assertThat(folder.resolve("data/README.md")).content().contains("CC BY 4.0");
    }

    @Test
    void theFolderIsAnArgumentToo() {
        shell.run("new", "linear", "mine");
        String folder = home.resolve("mine").toString();
        assertThat(shell.run("contract", "gas", folder, "fit", "--json")).isZero();
        long gas = shell.json().path("gas").asLong();
        assertThat(shell.run("contract", "gas", folder, "fit", "--features", "3", "--json"))
                .isZero();
        assertThat(shell.json().path("gas").asLong()).isLessThan(gas);
        shell.in(home.resolve("mine"));
        assertThat(shell.run("contract", "gas", "fit", "--json")).isZero();
        assertThat(shell.json().path("gas").asLong()).isEqualTo(gas);
        assertThat(shell.run("build", home.toString())).isEqualTo(65);
        assertThat(shell.complaint()).contains("error X-16", "there is no such file");
    }

    @Test
    void nothingIsEverWrittenOver() throws IOException {
        Path folder = Files.createDirectory(home.resolve("mine"));
        Files.writeString(folder.resolve("contract.grad"), "precious");
        assertThat(shell.run("new", "counter", "mine")).isEqualTo(1);
        assertThat(shell.complaint()).contains("error X-23", "mine");
        assertThat(folder).isDirectoryContaining("glob:**contract.grad").isDirectoryNotContaining("glob:**.toml");
        assertThat(folder.resolve("contract.grad")).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "../x", "7up", "-x", "a b", "a.grad", "@last"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThat(shell.run("new", "counter", "--", name)).isEqualTo(2);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void anUnknownTemplateIsNamedWithTheNearest() {
        assertThat(shell.run("new", "logistc", "mine")).isEqualTo(1);
        assertThat(shell.complaint()).contains("did you mean `logistic`?", "counter, token");
        assertThat(shell.run(
                        "new", "counter", "mine", "--in", home.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(shell.complaint()).contains("error X-24");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    contract = 3                                                    | 1 | contract = "…"
                    '# no contract'                                                 | 1 | contract = "…"
                    contract = "a.txt"                                              | 1 | ends in .grad
                    contract = "contract.grad"\\nname = "x"                          | 2 | none of contract, sizes
                    contract = "contract.grad"\\nsizes = 3                           | 2 | [sizes]
                    contract = "contract.grad"\\n[sizes]\\nD = 0                      | 3 | above 0
                    contract = "contract.grad"\\n[sizes]\\nD = "30"                   | 3 | above 0
                    contract = "contract.grad"\\n[sizes]\\nD = 3\\nE = 2               | 4 | there are D, CAP
                    contract = "contract.grad"\\n[params]\\neta0 = [1]                | 3 | a param is
                    contract = "contract.grad"\\n[params]\\neta0 = inf                | 3 | finite
                    contract = "contract.grad"\\n[params]\\neta0 = 0.1234567890123456 | 3 | quotes
                    contract = "contract.grad"\\n[data]\\nfile = "x.csv"              | 1 | target
                    contract = "contract.grad"\\n[sizes]\\nD = 3\\nD = 4               | 4 | D
                    contract = "contract.grad                                       | 1 | TOML
                    """)
    void aMistakeInTheFileIsNamedWithItsLine(String text, int line, String said) throws IOException {
        shell.run("new", "linear", "mine");
        Path file = home.resolve("mine").resolve("gradchain.toml");
        Files.writeString(file, text.replace("\\n", "\n"));
        assertThat(shell.run("build", file.getParent().toString())).isEqualTo(65);
        assertThat(shell.complaint()).contains("error X-16  " + file + ":" + line, said, "hint:");
    }

    @ParameterizedTest
    @CsvSource({"eta9 = 1, no param eta9", "eta0 = true, true", "eta0 = \"x\", eta0"})
    void aWrongParamIsNamedBeforeAnyNodeIsAsked(String param, String said) throws IOException {
        shell.run("new", "linear", "mine");
        Path file = home.resolve("mine").resolve("gradchain.toml");
        Files.writeString(file, "contract = \"contract.grad\"\n[sizes]\nD = 3\n[params]\n" + param + "\n");
        assertThat(shell.run("deploy", file.getParent().toString())).isEqualTo(65);
        assertThat(shell.complaint()).contains("error X-16  " + file + ":5", said);
    }

    @Test
    void optionsWinOverTheFile() throws IOException {
        shell.run("new", "linear", "mine");
        shell.in(home.resolve("mine"));
        assertThat(shell.run("deploy", "--param", "eta0=x")).isEqualTo(2);
        assertThat(shell.run("build", "--json")).isZero();
        JsonNode file = shell.json();
        assertThat(shell.run("build", "--json", "--size", "D=11")).isZero();
        assertThat(shell.json()).isNotEqualTo(file);
        assertThat(shell.run("build", "--json", "--size", "D=10", "--rows", "1000"))
                .isZero();
        assertThat(shell.json()).isEqualTo(file);
    }
}
