package io.gradchain.consensus;

import io.gradchain.consensus.dpos.DposEngine;
import io.gradchain.consensus.dpos.lab.DposLab;
import io.gradchain.consensus.pow.PowEngine;
import io.gradchain.consensus.pow.lab.PowLab;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.simplex.SimplexEngine;
import io.gradchain.consensus.simplex.lab.SimplexLab;
import io.gradchain.consensus.solo.SoloEngine;
import io.gradchain.consensus.solo.lab.SoloLab;
import java.util.List;
import java.util.Optional;

/** The door to the simulator: what it knows of each engine. */
public final class Labs {
    private Labs() {}

    /** Engines that can be simulated. */
    public static final List<String> NAMES = List.of(SimplexEngine.ID, PowEngine.ID, DposEngine.ID, SoloEngine.ID);

    /** The lab of an engine; empty where no engine has that name. */
    public static Optional<EngineLab> find(String engine) {
        return switch (engine) {
            case SimplexEngine.ID -> Optional.of(new SimplexLab());
            case PowEngine.ID -> Optional.of(new PowLab());
            case DposEngine.ID -> Optional.of(new DposLab());
            case SoloEngine.ID -> Optional.of(new SoloLab());
            default -> Optional.empty();
        };
    }
}
