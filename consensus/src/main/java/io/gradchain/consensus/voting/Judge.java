package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.Optional;
import java.util.function.LongFunction;

/** Judges encoded {@link Evidence} of a chain, whoever hands it in. */
public record Judge(ChainSpec spec, SignatureScheme scheme) {
    /** @param committees by epoch; without the one the evidence names it proves nothing */
    public Optional<Offence> judge(byte[] evidence, LongFunction<Optional<Committee>> committees) {
        try {
            Evidence read = Evidence.decode(evidence);
            return committees
                    .apply(read.epoch())
                    .flatMap(committee -> read.verify(spec, committee, scheme))
                    .map(key -> new Offence(key, read.epoch(), read.kind().name()));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
