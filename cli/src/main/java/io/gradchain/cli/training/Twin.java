package io.gradchain.cli.training;

import io.gradchain.cli.reference.Model;
import io.gradchain.cli.reference.Setting;
import java.util.List;
import java.util.Optional;

/** Whether float64 can repeat a training: the library's linear and logistic by plain gradient descent on all rows. */
public sealed interface Twin {
    record Known(Model model, Setting setting) implements Twin {}

    /** @param reason for people */
    record Unknown(String reason) implements Twin {}

    /** Parameters that the reference knows nothing of; at 0 or false they change nothing. */
    List<String> FOREIGN = List.of("momentum", "adam", "schedule");

    /** @param batches whether random parts of the rows were used, now or earlier */
    static Twin of(TrainingContract contract, Origin origin, int epochs, boolean batches) {
        Optional<Model> model = origin.model();
        if (model.isEmpty()) {
            return new Unknown("no float64 reference is known for this loss");
        }
        if (batches) {
            return new Unknown("no float64 reference: the chain drew mini-batches, float64 takes all rows");
        }
        Optional<String> foreign =
                FOREIGN.stream().filter(name -> contract.number(name) != 0).findFirst();
        if (foreign.isPresent()) {
            return new Unknown("no float64 reference: " + foreign.get() + " changes the steps, float64 goes without");
        }
        if (contract.stopped()) {
            return new Unknown("no float64 reference: the contract stopped by itself and keeps its best epoch");
        }
        return new Known(model.get(), contract.setting(epochs));
    }
}
