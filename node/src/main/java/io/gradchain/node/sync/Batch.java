package io.gradchain.node.sync;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.SignedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some consecutive blocks that are proven final: their headers at first, then with their bodies. */
final class Batch {
    /** Blocks of one batch: what is executed in one go, so that consensus never waits long for the execution thread. */
    static final int BLOCKS = 64;

    private static final Hash NO_TRANSACTIONS = Block.txRoot(List.of());

    private final List<BlockHeader> headers;
    private final Optional<byte[]> proof;
    private final List<Optional<Block>> blocks = new ArrayList<>();
    private boolean asked;

    private Batch(List<BlockHeader> headers, Optional<byte[]> proof) {
        this.headers = headers;
        this.proof = proof;
        for (BlockHeader header : headers) {
            // An empty body is known by its root: nobody need be asked for it.
            blocks.add(
                    header.txRoot().equals(NO_TRANSACTIONS)
                            ? Optional.of(new Block(header, List.of()))
                            : Optional.empty());
        }
    }

    /** Cuts a range that was found right; its last batch has the proof. */
    static List<Batch> of(HeaderRange range) {
        List<Batch> batches = new ArrayList<>();
        int size = range.headers().size();
        for (int from = 0; from < size; from += BLOCKS) {
            int to = Math.min(size, from + BLOCKS);
            batches.add(new Batch(
                    range.headers().subList(from, to), to == size ? Optional.of(range.proof()) : Optional.empty()));
        }
        return batches;
    }

    BlockHeader last() {
        return headers.getLast();
    }

    /** Of the last block, where there is one of exactly it. */
    Optional<byte[]> proof() {
        return proof;
    }

    boolean isComplete() {
        return blocks.stream().allMatch(Optional::isPresent);
    }

    List<Block> complete() {
        return blocks.stream().map(Optional::orElseThrow).toList();
    }

    boolean wantsBodies() {
        return !asked && !isComplete();
    }

    void asked(boolean now) {
        asked = now;
    }

    /** The blocks whose transactions are missing. */
    List<Hash> missing() {
        List<Hash> missing = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            if (blocks.get(i).isEmpty()) {
                missing.add(headers.get(i).hash());
            }
        }
        return missing;
    }

    /** Takes the bodies of the first blocks of {@link #missing}; says what is wrong with them. */
    Optional<String> fill(byte[] answer) {
        asked = false;
        List<List<SignedTransaction>> bodies = Bodies.decode(answer);
        if (bodies.isEmpty() || bodies.size() > missing().size()) {
            return Optional.of("SY-10 as many bodies as nobody asked for");
        }
        int next = 0;
        for (int i = 0; i < headers.size() && next < bodies.size(); i++) {
            if (blocks.get(i).isEmpty()) {
                Block block = new Block(headers.get(i), bodies.get(next++));
                if (!block.hasItsBody()) {
                    return Optional.of("SY-05 the transactions are not those of the header");
                }
                blocks.set(i, Optional.of(block));
            }
        }
        return Optional.empty();
    }
}
