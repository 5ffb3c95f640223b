package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.ConsensusEngine;

/** The kinds of Byzantine validators a scenario may name. */
public enum Adversary {
    EQUIVOCATOR,
    SILENT,
    DELAYER,
    NULLIFY_AND_FINALIZE,
    INVALID_BLOCK,
    WITHHELD_CERTIFICATE,
    FORGER;

    /** An engine that thinks like {@code honest} and speaks like this adversary. */
    public ConsensusEngine corrupt(ConsensusEngine honest, Kit kit) {
        return switch (this) {
            case EQUIVOCATOR -> new Equivocator(honest, kit);
            case SILENT -> new Silent(honest);
            case DELAYER -> new Delayer(honest, kit);
            case NULLIFY_AND_FINALIZE -> new NullifyAndFinalize(honest, kit);
            case INVALID_BLOCK -> new InvalidBlock(honest, kit);
            case WITHHELD_CERTIFICATE -> new WithheldCertificate(honest, kit);
            case FORGER -> new Forger(honest, kit);
        };
    }
}
