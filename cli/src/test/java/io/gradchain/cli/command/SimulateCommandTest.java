package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SimulateCommandTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void tellsTheStoryOfARun() {
        assertThat(shell.run("simulate", "--faults", "crash,partition:ring,byzantine:equivocator", "--validators", "7"))
                .as(shell.complaint())
                .isZero();
        assertThat(shell.said())
                .contains("proposes", "notarized", "final", "the network splits", "propose → final", "violations: 0");
    }

    @Test
    void sameSeedSameRunInJson() {
        assertThat(shell.run("simulate", "--delay", "10", "--json")).isZero();
        String hash = shell.json().path("traceHash").asString();
        assertThat(shell.json().path("proposeToFinalMillis").path("p99").asInt())
                .isBetween(30, 60);
        assertThat(shell.run("simulate", "--delay", "10", "--json")).isZero();
        assertThat(shell.json().path("traceHash").asString()).isEqualTo(hash).hasSize(64);
    }

    @Test
    void aForkIsReportedWithItsCommandAndItsGuilty() {
        String[] fork = {"simulate", "--faults", "twins:2", "--chaos", "10000", "--delay", "4..100", "--seeds", "40"};
        assertThat(shell.run(fork)).isEqualTo(1);
        assertThat(shell.said()).contains("validator 2 signed", "validator 3 signed");
        assertThat(shell.complaint())
                .contains("X-60", "two final blocks", "gradchain simulate --engine pos --validators 4");
        String command = shell.complaint()
                .lines()
                .filter(line -> line.contains("gradchain simulate"))
                .findFirst()
                .orElseThrow();
        String[] again = command.substring(command.indexOf("simulate")).split(" ");
        assertThat(shell.run(again)).isEqualTo(1);
        assertThat(shell.complaint()).contains("two final blocks");
    }

    @Test
    void whatDoesNotExistIsRefusedByName() {
        assertThat(shell.run("simulate", "--engine", "poetry")).isEqualTo(1);
        assertThat(shell.complaint()).contains("X-21", "pos");
        assertThat(shell.run("simulate", "--faults", "byzantine:muse")).isEqualTo(1);
        assertThat(shell.complaint()).contains("X-21", "equivocator");
        assertThat(shell.run("simulate", "--faults", "meteor")).isEqualTo(1);
        assertThat(shell.complaint()).contains("X-21", "partition");
        assertThat(shell.run("simulate", "--delay", "9..1")).isEqualTo(2);
        assertThat(shell.complaint()).contains("X-20", "--delay");
        assertThat(shell.run("simulate", "--validators", "1", "--faults", "crash,byzantine:any,byzantine:any"))
                .isEqualTo(2);
    }
}
