package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.sim.VoteBlame;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.simplex.MessageCodec.Logged;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads the records of chained Simplex. */
final class SimplexBlame extends VoteBlame {
    private final ChainSpec spec;

    SimplexBlame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        super(spec, scheme, committees);
        this.spec = spec;
    }

    @Override
    public void read(byte[] record) {
        long epoch = 0;
        long incarnation = 0;
        if (codec(epoch, incarnation).decode(record) instanceof Decoded.Foreign foreign) {
            epoch = foreign.epoch();
            incarnation = foreign.incarnation();
        }
        switch (codec(epoch, incarnation).decodeLogged(record)) {
            case Logged.Own(Vote vote) -> audit().add(epoch, incarnation, vote);
            case Logged.Proof proof -> audit().add(epoch, incarnation, proof.certificate());
            case Logged.Other _, Logged.Unreadable _ -> {}
        }
    }

    private MessageCodec codec(long epoch, long incarnation) {
        return new MessageCodec(new SigningContext(spec.chainId(), spec.hash(), epoch, incarnation));
    }
}
