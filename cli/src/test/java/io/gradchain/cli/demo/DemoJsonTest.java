package io.gradchain.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.reference.Setting;
import io.gradchain.cli.training.Comparison;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.LossPoint;
import io.gradchain.cli.training.Prepared;
import io.gradchain.cli.training.TrainedModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class DemoJsonTest {
    private static Demo.Result result(long[] coefficients, String lastRoot) {
        Prepared data = Prepared.of(Model.LINEAR, BundledData.DIABETES.samples(), 0.2, 42, Quantised.NARROW_BITS);
        // No epoch: float64 stays at zero, and so must the chain.
        Comparison comparison = Comparison.of(
                new TrainedModel(coefficients, 0), Model.LINEAR, data, Reference.plain(), new Setting(0.1, 0, 0));
        FitResult fit = new FitResult(List.of(new LossPoint(1, 2, 3)), 1L << 60, 1, 0.5, 9, 1);
        JsonNode replay = JsonNodeFactory.instance.objectNode().put("ok", true).put("micros", "300");
        return new Demo.Result(
                List.of(
                        new Demo.Root("node1", 9, "aa"),
                        new Demo.Root("node2", 9, "aa"),
                        new Demo.Root("node3", 9, "aa"),
                        new Demo.Root("node4", 9, lastRoot)),
                List.of(new Demo.Trained(Model.LINEAR, "tgrad1x", data, fit, comparison, replay)),
                new Transfers.Finality(1, 2, 3, 200, 100),
                new Outage.Story("node4", 5, 0.25),
                12.5);
    }

    @Test
    void theObjectHasTheFieldsItPromises() {
        JsonNode json = DemoJson.of(result(new long[10], "aa"), "pos", 42);
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.at("/validators/3/name").asString()).isEqualTo("node4");
        assertThat(json.at("/validators/3/height").asInt()).isEqualTo(9);
        assertThat(json.at("/validators/3/stateRoot").asString()).isEqualTo("aa");
        JsonNode model = json.at("/models/0");
        assertThat(model.propertyNames())
                .contains(
                        "name",
                        "dataset",
                        "rows",
                        "features",
                        "epochs",
                        "coef",
                        "coefRaw",
                        "intercept",
                        "interceptRaw",
                        "maxAbsDiffFloat64",
                        "trainScore",
                        "testScore",
                        "gas",
                        "secondsPerEpoch");
        assertThat(model.path("rows").asInt()).isEqualTo(354);
        assertThat(model.path("coefRaw").get(0).isString()).isTrue();
        assertThat(model.path("gas").asString()).isEqualTo("1152921504606846976");
        assertThat(json.path("finality").propertyNames()).contains("p50Ms", "p95Ms", "p99Ms", "blocks");
        assertThat(json.path("killed").propertyNames()).contains("name", "heightAtKill", "caughtUpSeconds");
    }

    @Test
    void oneOtherStateRootFailsTheDemo() {
        assertThat(DemoJson.of(result(new long[10], "ab"), "pos", 42).path("ok").asBoolean())
                .isFalse();
    }

    @Test
    void aCoefficientBeyondOneMillionthFailsTheDemo() {
        long[] near = new long[10];
        near[3] = 4294; // 4294 / 2³² = 0.99977e-6
        assertThat(DemoJson.of(result(near, "aa"), "pos", 42).path("ok").asBoolean())
                .isTrue();
        near[3] = 4295; // 1.00001e-6
        assertThat(DemoJson.of(result(near, "aa"), "pos", 42).path("ok").asBoolean())
                .isFalse();
    }
}
