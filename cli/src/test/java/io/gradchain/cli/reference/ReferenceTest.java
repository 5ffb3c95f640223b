package io.gradchain.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.data.Samples;
import io.gradchain.cli.data.Standardiser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Judged by figures computed elsewhere (the data sets' README states how). */
class ReferenceTest {
    private static final double RATE = 0.1;

    private static double loss(Model model, Samples s, int epochs) {
        double[][] x = Standardiser.fit(s).apply(s.features());
        Fit fit = Reference.plain().fit(model, x, s.labels(), new Setting(RATE, 0, epochs));
        return Score.loss(model, x, s.labels(), fit.coefficients(), fit.intercept());
    }

    @Test
    void breastCancerReachesThePublishedCrossEntropies() {
        Samples s = BundledData.BREAST_CANCER.samples();
        assertThat(loss(Model.LOGISTIC, s, 100)).isCloseTo(0.102721257951909, within(1e-12));
        assertThat(loss(Model.LOGISTIC, s, 500)).isCloseTo(0.0687168184221261, within(1e-12));
        assertThat(loss(Model.LOGISTIC, s, 1000)).isCloseTo(0.0605776037267851, within(1e-12));
    }

    @Test
    void diabetesReachesThePublishedSquaredErrors() {
        Samples s = BundledData.DIABETES.samples();
        assertThat(loss(Model.LINEAR, s, 100)).isCloseTo(2875.61715728004, within(1e-8));
        assertThat(loss(Model.LINEAR, s, 500)).isCloseTo(2863.73038698235, within(1e-8));
        assertThat(loss(Model.LINEAR, s, 1000)).isCloseTo(2860.42333567783, within(1e-8));
    }

    @Test
    void scoresAreThePublishedAccuracyAndTheRSquaredOfTheLoss() {
        Samples s = BundledData.BREAST_CANCER.samples();
        double[][] x = Standardiser.fit(s).apply(s.features());
        Fit fit = Reference.plain().fit(Model.LOGISTIC, x, s.labels(), new Setting(RATE, 0, 500));
        assertThat(Score.of(Model.LOGISTIC, x, s.labels(), fit.coefficients(), fit.intercept()))
                .isCloseTo(0.985940, within(1e-6));
        // ŷ = 2x against y = {2, 4, 7}: residual 1, total 12⅔.
        double r2 = Score.of(Model.LINEAR, new double[][] {{1}, {2}, {3}}, new double[] {2, 4, 7}, new double[] {2}, 0);
        assertThat(r2).isCloseTo(1 - 1 / (38.0 / 3), within(1e-12));
    }

    @Test
    void nd4jOrItsStandInAgreesWithPlainJava() {
        Reference loaded = Reference.load(Path.of(System.getProperty("user.home"), ".javacpp", "cache"));
        for (BundledData data : BundledData.values()) {
            Model model = data == BundledData.DIABETES ? Model.LINEAR : Model.LOGISTIC;
            Samples s = data.samples();
            double[][] x = Standardiser.fit(s).apply(s.features());
            Fit plain = Reference.plain().fit(model, x, s.labels(), new Setting(RATE, 0.01, 50));
            Fit fit = loaded.fit(model, x, s.labels(), new Setting(RATE, 0.01, 50));
            assertThat(fit.backend()).isNotBlank();
            assertThat(fit.coefficients()).containsExactly(plain.coefficients(), within(1e-9));
            assertThat(fit.intercept()).isCloseTo(plain.intercept(), within(1e-9));
        }
    }
}
