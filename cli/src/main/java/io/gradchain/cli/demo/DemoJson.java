package io.gradchain.cli.demo;

import io.gradchain.cli.report.FitJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The demo's result as the one object of {@code --json}. */
final class DemoJson {
    private DemoJson() {}

    static ObjectNode of(Demo.Result result, String engine, long seed) {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("ok", result.ok());
        out.put("engine", engine)
                .put("seed", seed)
                .put("seconds", result.seconds())
                .put("tolerance", Demo.Result.TOLERANCE);
        ArrayNode validators = out.putArray("validators");
        result.roots()
                .forEach(root -> validators
                        .addObject()
                        .put("name", root.name())
                        .put("height", root.height())
                        .put("stateRoot", root.stateRoot()));
        ArrayNode models = out.putArray("models");
        for (Demo.Trained model : result.models()) {
            ObjectNode node =
                    models.addObject().put("name", Demo.label(model.model())).put("address", model.address());
            FitJson.write(
                    node,
                    model.data(),
                    model.fit().losses().size(),
                    model.fit(),
                    model.result().outcome(model.model()));
            node.put("vmSecondsPerEpoch", model.vmSecondsPerEpoch());
            node.set("replay", model.replay());
        }
        out.putObject("finality")
                .put("p50Ms", result.finality().p50Ms())
                .put("p95Ms", result.finality().p95Ms())
                .put("p99Ms", result.finality().p99Ms())
                .put("blocks", result.finality().blocks());
        out.putObject("killed")
                .put("name", result.outage().name())
                .put("heightAtKill", result.outage().heightAtKill())
                .put("caughtUpSeconds", result.outage().caughtUpSeconds());

        return out;
    }
}
