package io.gradchain.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.error.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFileTest {
    private static Table table(String text) {
        return CsvFile.read("f.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Problem problem(String text) {
        return catchThrowableOfType(CommandFailed.class, () -> table(text).samples("y"))
                .problem();
    }

    @Test
    void theTargetIsTakenOutAndTheOtherColumnsKeepTheirOrder() {
        Samples samples = table("\ufeffa,y,b\n1,0.1,3\n\n\"4\",5e0,-6.5\n").samples("y");
        assertThat(samples.names()).containsExactly("a", "b");
        assertThat(samples.features()).isDeepEqualTo(new double[][] {{1, 3}, {4, -6.5}});
        assertThat(samples.labels()).containsExactly(0.1, 5);
        assertThat(samples.decimals()).containsExactly("0.1", "5e0");
    }

    @Test
    void aTextCellIsNamedWithLineAndColumn() {
        Problem p = problem("a,y\n1,2\n3,high\n");
        assertThat(p.code()).isEqualTo("X-04");
        assertThat(p.place()).isEqualTo("f.csv:3:2");
        assertThat(p.cause()).isEqualTo("'high' in column 'y' is not a number");
        assertThat(p.status()).isEqualTo(65);
    }

    @Test
    void numbersOnlyJavaWouldReadAreRefused() {
        for (String cell : List.of("0x1p3", "1d", "2F", "1_000", "")) {
            assertThat(problem("a,y\n1," + cell + "\n").code()).as(cell).isEqualTo("X-04");
        }
    }

    @Test
    void nanAndInfinityAreRefused() {
        for (String cell : List.of("NaN", "Infinity", "-Infinity", "1e999")) {
            Problem p = problem("a,y\n" + cell + ",1\n");
            assertThat(p.code()).as(cell).isEqualTo("X-05");
            assertThat(p.place()).isEqualTo("f.csv:2:1");
        }
    }

    @Test
    void aRaggedRowIsNamed() {
        assertThat(problem("a,y\n1,2\n1\n").cause()).isEqualTo("this row has 1 cells, the header has 2");
        assertThat(problem("a,y\n1,2,3\n").place()).isEqualTo("f.csv:2:3");
    }

    @Test
    void aMissingColumnListsThoseThatAreThere() {
        Problem p = problem("a,b\n1,2\n");
        assertThat(p.code()).isEqualTo("X-06");
        assertThat(p.hint()).isEqualTo("the columns are a, b");
    }

    @Test
    void emptyFilesLonelyHeadersTwinColumnsAndMissingFilesAreRefused() {
        assertThat(problem("").code()).isEqualTo("X-02");
        assertThat(problem("a,y\n").code()).isEqualTo("X-02");
        assertThat(problem("y,y\n1,2\n").code()).isEqualTo("X-07");
        CommandFailed gone = catchThrowableOfType(CommandFailed.class, () -> CsvFile.read(Path.of("no/such.csv")));
        assertThat(gone.problem().code()).isEqualTo("X-01");
        assertThat(gone.problem().cause()).isEqualTo("no such file");
    }

    @Test
    void theBundledDataSetsHaveTheirPublishedShapes() {
        Samples cancer = BundledData.BREAST_CANCER.samples().requireClasses(2);
        assertThat(cancer.rows()).isEqualTo(569);
        assertThat(cancer.names()).hasSize(30);
        assertThat(cancer.labels())
                .satisfies(y -> assertThat(java.util.Arrays.stream(y).sum()).isEqualTo(212));
        Samples diabetes = BundledData.DIABETES.samples();
        assertThat(diabetes.rows()).isEqualTo(442);
        assertThat(diabetes.names()).hasSize(10);
    }
}
