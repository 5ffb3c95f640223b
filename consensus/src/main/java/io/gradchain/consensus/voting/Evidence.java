package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.Optional;

/** Two votes of one member no honest member signs both of (C-30), and the context they were signed in. */
public record Evidence(long epoch, long incarnation, Vote first, Vote second) {
    private static final int VERSION = 1;

    public Evidence {
        if (epoch < 0 || incarnation < 0 || !first.conflictsWith(second)) {
            throw new IllegalArgumentException("these votes do not contradict each other");
        }
    }

    /** What was done (C-30). */
    public enum Kind {
        DOUBLE_PROPOSE,
        CONFLICTING_NOTARIZE,
        CONFLICTING_FINALIZE,
        NULLIFY_FINALIZE
    }

    public Kind kind() {
        return switch (first.ballot()) {
            case PROPOSE -> Kind.DOUBLE_PROPOSE;
            case NOTARIZE -> Kind.CONFLICTING_NOTARIZE;
            case FINALIZE -> second.ballot() == Ballot.FINALIZE ? Kind.CONFLICTING_FINALIZE : Kind.NULLIFY_FINALIZE;
            case NULLIFY, BUILD -> Kind.NULLIFY_FINALIZE;
        };
    }

    /**
     * The guilty member's key, or empty when the evidence proves nothing.
     *
     * @param committee of the epoch the evidence names
     */
    public Optional<PublicKey> verify(ChainSpec spec, Committee committee, SignatureScheme scheme) {
        if (committee.epoch() != epoch || first.signer() >= committee.size()) {
            return Optional.empty();
        }
        SigningContext context = new SigningContext(spec.chainId(), spec.hash(), epoch, incarnation);
        Electorate electorate = new Electorate(committee, context, scheme, Optional.empty());
        return electorate.verify(first) && electorate.verify(second)
                ? Optional.of(committee.member(first.signer()).key())
                : Optional.empty();
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(VERSION).u63(epoch).u63(incarnation);
        Vote.write(out, first);
        Vote.write(out, second);
        return out.toByteArray();
    }

    /** Throws {@link io.gradchain.genesis.codec.DecodeException} on anything that is not evidence. */
    public static Evidence decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> {
            int version = in.u8();
            if (version != VERSION) {
                throw in.fail("unknown evidence version " + version);
            }
            long epoch = in.u63();
            long incarnation = in.u63();
            Vote first = Vote.read(in);
            Vote second = Vote.read(in);
            if (!first.conflictsWith(second)) {
                throw in.fail("two votes that do not contradict each other");
            }
            return new Evidence(epoch, incarnation, first, second);
        });
    }
}
