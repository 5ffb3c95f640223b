package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.Optional;

/** A header whose seal is right; whether its block is valid is not known yet (C-111). */
final class Candidate {
    private final BlockHeader header;
    private final Hash hash;
    private final BigInteger work;
    private final PeerId source;
    private Optional<Block> body = Optional.empty();
    private boolean checking;
    private boolean unavailable;

    /** @param source who sent the header */
    Candidate(BlockHeader header, Hash hash, PeerId source) {
        this.header = header;
        this.hash = hash;
        this.work = Seal.workOf(header);
        this.source = source;
    }

    BlockHeader header() {
        return header;
    }

    Hash hash() {
        return hash;
    }

    BigInteger work() {
        return work;
    }

    PeerId source() {
        return source;
    }

    Optional<Block> body() {
        return body;
    }

    void arrived(Block block) {
        body = Optional.of(block);
        unavailable = false;
    }

    void dropBody() {
        body = Optional.empty();
    }

    boolean isChecking() {
        return checking;
    }

    void beginCheck() {
        checking = true;
    }

    /** Nobody gave its body: what lies above it is not worth waiting for. */
    boolean isUnavailable() {
        return unavailable;
    }

    void setUnavailable() {
        unavailable = true;
    }
}
