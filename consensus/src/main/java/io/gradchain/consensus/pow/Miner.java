package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Has the runtime search for the next block on the head (C-107), or, where mining is simulated, waits as long as a search
 * would have taken (C-108). Without a key nothing is mined.
 */
final class Miner {
    static final String REFRESH = "refresh";
    static final String DRAW = "draw";
    private static final long REFRESH_MILLIS = 1_000;
    private static final long NONE = -1;

    private final Parameters parameters;
    private final SealRules rules;
    private final Headers headers;
    private final Hash spec;
    private final Optional<PublicKey> key;

    private Optional<BlockHeader> head = Optional.empty();
    private long pendingGas;
    private boolean worthwhile;
    private long requests;
    private long building = NONE;
    private long seeking = NONE;

    Miner(Parameters parameters, SealRules rules, Headers headers, Hash spec, Optional<PublicKey> key) {
        this.parameters = parameters;
        this.rules = rules;
        this.headers = headers;
        this.spec = spec;
        this.key = key;
    }

    /** A new head: what was searched for on the old one is worth nothing. The search begins when its pending gas is told. */
    void onHead(BlockHeader next, Effects out) {
        if (key.isEmpty()) {
            return;
        }
        head = Optional.of(next);
        building = NONE;
        if (seeking != NONE) {
            seeking = NONE;
            out.stopSeeking();
        }
        if (parameters.simulated()) {
            rules.next(next, headers).ifPresent(seal -> out.setTimer(DRAW, wait(next, seal)));
        } else {
            worthwhile = false;
            out.setTimer(REFRESH, REFRESH_MILLIS);
        }
    }

    /** ms until this miner finds a block on {@code parent}: drawn anew for each, since a search has no memory. */
    private long wait(BlockHeader parent, Seal seal) {
        Hash seed = Hashing.hash(
                Domain.POW,
                spec.bytes(),
                parent.hash().bytes(),
                key.orElseThrow().bytes());
        BigInteger millis = Work.of(seal.target())
                .multiply(BigInteger.valueOf(1_000))
                .divide(BigInteger.valueOf(parameters.simulatedHashes()));
        return Exponential.draw(new ByteReader(seed.bytes()).i64(), millis)
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .longValueExact();
    }

    void onPending(long gas, Effects out) {
        boolean first = gas > 0 && !worthwhile;
        pendingGas = gas;
        if (!parameters.simulated() && (seeking == NONE || first)) {
            build(out);
        }
    }

    void onTimer(String timer, Effects out) {
        switch (timer) {
            case DRAW -> build(out);
            case REFRESH -> {
                out.setTimer(REFRESH, REFRESH_MILLIS);
                build(out);
            }
            default -> throw new IllegalArgumentException("not our timer: " + timer);
        }
    }

    /** Asks for a block with the pending transactions and the present time; the search under way goes on meanwhile. */
    private void build(Effects out) {
        if (head.isPresent() && building == NONE) {
            rules.next(head.get(), headers).ifPresent(seal -> {
                building = ++requests;
                worthwhile = pendingGas > 0;
                out.buildPayload(building, head.get(), seal.encoded(), parameters.blockGasLimit(), false);
            });
        }
    }

    void onBuilt(long request, Block block, Effects out) {
        if (request == building) {
            building = NONE;
            seeking = request;
            out.seek(request, block.hash(), puzzle(block.header()));
        }
    }

    private Puzzle puzzle(BlockHeader header) {
        if (parameters.simulated()) {
            return (first, count) -> Optional.of(header.seal());
        }
        return HashPuzzle.of(header).orElseThrow();
    }

    /** Whether the seal is for the block that is searched for now. */
    boolean onFound(long request) {
        boolean ours = request == seeking;
        if (ours) {
            seeking = NONE;
        }
        return ours;
    }
}
