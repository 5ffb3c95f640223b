package io.gradchain.consensus.dpos;

import io.gradchain.consensus.voting.Certificate;
import io.gradchain.genesis.crypto.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Verified certificates, by the block they certify; one for each slot of an epoch. */
final class Certificates {
    /** What became of a certificate that was added. */
    enum Added {
        NEW,
        KNOWN,
        /** Two quorums of one slot: a third of the committee and more is faulty. */
        CONTRADICTION
    }

    private final Map<Hash, Message.Certified> byBlock = new TreeMap<>();
    private final SortedMap<Rank, Hash> blocks = new TreeMap<>();

    Added add(long epoch, Certificate certificate) {
        Hash known = blocks.putIfAbsent(new Rank(epoch, certificate.view()), certificate.block());
        if (known != null && !known.equals(certificate.block())) {
            return Added.CONTRADICTION;
        }
        return byBlock.putIfAbsent(certificate.block(), new Message.Certified(epoch, certificate)) == null
                ? Added.NEW
                : Added.KNOWN;
    }

    Optional<Message.Certified> find(Hash block) {
        return Optional.ofNullable(byBlock.get(block));
    }

    Optional<Certificate> of(Hash block) {
        return find(block).map(Message.Certified::certificate);
    }

    boolean has(Hash block) {
        return byBlock.containsKey(block);
    }

    /** True when the slot is decided: later votes in it make no difference. */
    boolean isDecided(long epoch, long slot) {
        return blocks.containsKey(new Rank(epoch, slot));
    }

    /** Forgets certificates of slots below {@code slot}. */
    void prune(long slot) {
        blocks.entrySet().removeIf(entry -> {
            boolean old = entry.getKey().slot() < slot;
            if (old) {
                byBlock.remove(entry.getValue());
            }
            return old;
        });
    }

    /** The certificate of the highest rank; empty when none is known. */
    Optional<Message.Certified> highest() {
        return blocks.isEmpty() ? Optional.empty() : find(blocks.get(blocks.lastKey()));
    }
}
