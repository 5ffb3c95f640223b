package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.FinalityProof;
import io.gradchain.consensus.dpos.LogRecord;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.sim.VoteBlame;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads the records of the slot engine; its votes need no weights, so any committee with the right keys will do. */
final class DposBlame extends VoteBlame {
    DposBlame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        super(spec, scheme, committees);
    }

    @Override
    public void read(byte[] record) {
        switch (LogRecord.decode(record, 0)) {
            case LogRecord.Voted voted -> audit().add(voted.epoch(), 0, voted.vote());
            case LogRecord.Proposed proposed -> audit().add(proposed.epoch(), 0, proposed.vote());
            case LogRecord.Proven proven -> audit().add(proven.epoch(), 0, proven.certificate());
            case LogRecord.Other _ -> {}
            case LogRecord.Unreadable _ -> FinalityProof.decode(record).ifPresent(this::read);
        }
    }

    private void read(FinalityProof proof) {
        proof.epoch().ifPresent(epoch -> {
            audit().add(epoch, 0, proof.lower());
            audit().add(epoch, 0, proof.upper());
        });
    }
}
