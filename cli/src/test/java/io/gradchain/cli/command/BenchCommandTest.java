package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A measurement too short to say anything: the report must be consistent all the same. */
@Timeout(120)
class BenchCommandTest {
    @TempDir
    Path home;

    @Test
    void theReportIsConsistent() throws IOException {
        Path out = home.resolve("report");
        try (Shell shell = new Shell(home)) {
            assertThat(shell.run(
                            "bench",
                            "consensus",
                            "--time",
                            "2s",
                            "--warm-up",
                            "500ms",
                            "--rate",
                            "20",
                            "--runs",
                            "1",
                            "--delay",
                            "20ms",
                            "--seed",
                            "5",
                            "--out",
                            out.toString(),
                            "--json"))
                    .as(shell.complaint())
                    .isZero();
            JsonNode report = shell.json();
            assertThat(report.path("complete").asBoolean()).isTrue();
            JsonNode run = report.at("/series/0/runs/0");
            int transfers = run.path("transfers").asInt();
            assertThat(transfers)
                    .isBetween(10, 80)
                    .isEqualTo(run.path("finished").asInt());
            assertThat(run.path("blocks").asInt()).isPositive();
            JsonNode stages = run.path("stagesMicros");
            for (String stage : List.of("sent", "ack", "included", "final")) {
                assertThat(stages.at("/" + stage + "/count").asInt()).as(stage).isEqualTo(transfers);
            }
            for (JsonNode stage : stages) {
                assertThat(List.of("p50", "p90", "p95", "p99", "max"))
                        .isSortedAccordingTo((a, b) -> Long.compare(
                                stage.path(a).asLong(), stage.path(b).asLong()));
            }
            // Propose and notarize take a delay each before the head moves, finalize a third.
            assertThat(median(stages, "included")).isGreaterThanOrEqualTo(2 * 20_000);
            assertThat(median(stages, "final")).isGreaterThan(median(stages, "included"));
            assertThat(median(stages, "propose_final")).isGreaterThanOrEqualTo(3 * 20_000);
            assertThat(report.at("/series/0/summary/stagesMillis/final/p50/median")
                            .asDouble())
                    .isEqualTo(median(stages, "final") / 1e3);
            assertThat(Files.readString(out.resolve("results.json"))).contains("\"fsync\" : true");
            assertThat(Files.readAllLines(out.resolve("results.csv")))
                    .hasSize(1 + 6)
                    .allSatisfy(line -> assertThat(line.split(",")).hasSize(18));
        }
    }

    private static long median(JsonNode stages, String stage) {
        return stages.path(stage).path("p50").asLong();
    }

    @Test
    void wrongOptionsAndUnknownEnginesAreRefused() {
        try (Shell shell = new Shell(home)) {
            assertThat(shell.run("bench", "consensus", "--time", "30")).isEqualTo(2);
            assertThat(shell.complaint()).startsWith("error X-20  --time 30");
            assertThat(shell.run("bench", "consensus", "--dead", "4")).isEqualTo(2);
            assertThat(shell.complaint()).startsWith("error X-20  --dead 4").contains("0 to 3");
            assertThat(shell.run("bench", "consensus", "--engines", "pos,nope")).isEqualTo(2);
            assertThat(shell.complaint())
                    .startsWith("error X-20  --engine nope")
                    .contains("choose one of");
        }
    }
}
