package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources on the disk, laid out. */
final class FmtCommandTest {
    private static final String UGLY =
            "contract A:\n  state:\n    n:int=0 # of all\n  @view\n  fn f()->int:\n    return -n\n";
    private static final String PRETTY = """
            contract A:
                state:
                    n: int = 0  # of all

                @view
                fn f() -> int:
                    return -n
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aFileIsRewrittenOnce() throws IOException {
        Path file = file("a.grad", UGLY);
        assertThat(shell.run("fmt", file.toString())).isZero();
        assertThat(file).hasContent(PRETTY);
        assertThat(shell.said()).contains("changed  " + file, "Next:");
        assertThat(shell.run("fmt", file.toString())).isZero();
        assertThat(shell.said()).contains("unchanged  " + file);
    }

    @Test
    void checkOnlyTells() throws IOException {
        Path ugly = file("a.grad", UGLY);
        Path pretty = file("b.grad", PRETTY);
        assertThat(shell.run("fmt", "--check", "--json", folder.toString())).isEqualTo(1);
        assertThat(ugly).hasContent(UGLY);
        assertThat(shell.json().path("ok").asBoolean()).isFalse();
        assertThat(shell.json().at("/files/0/changed").asBoolean()).isTrue();
        assertThat(shell.json().at("/files/1/file").asString()).isEqualTo(pretty.toString());
        assertThat(shell.json().at("/files/1/changed").asBoolean()).isFalse();
        assertThat(shell.run("fmt", "--check", pretty.toString())).isZero();
        assertThat(shell.run("fmt", folder.toString(), "--json")).isZero();
        assertThat(shell.json().path("changed").asInt()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenIfOneFileCannotBeRead() throws IOException {
        Path ugly = file("a.grad", UGLY);
        Path broken = file("b.grad", UGLY.replace("->", ">"));
        assertThat(shell.run("fmt", ugly.toString(), broken.toString())).isEqualTo(65);
        assertThat(shell.complaint()).contains("error[G", "b.grad:5:", "error X-13");
        assertThat(ugly).hasContent(UGLY);
    }

    @Test
    void whatIsNoSourceIsNamed() {
        assertThat(shell.run("fmt")).isEqualTo(2);
        assertThat(shell.complaint()).contains("gradchain.toml");
        assertThat(shell.run("fmt", "a.txt")).isEqualTo(2);
        assertThat(shell.run("fmt", "none.grad")).isEqualTo(65);
        assertThat(shell.complaint()).contains("error X-01  none.grad");
    }
}
