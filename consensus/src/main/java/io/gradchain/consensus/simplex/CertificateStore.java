package io.gradchain.consensus.simplex;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.genesis.crypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Verified certificates from the finalized floor up, one of a kind for each view. The floor itself, a finalized block, is
 * as good as a certificate for its view.
 */
final class CertificateStore {
    /** What became of a certificate that was added. */
    enum Added {
        NEW,
        KNOWN,
        BELOW_FLOOR,
        /** A quorum contradicts a quorum: more than a third of the weight is faulty. */
        CONTRADICTION
    }

    private final SortedMap<Long, Certificate> notarized = new TreeMap<>();
    private final SortedMap<Long, Certificate> nullified = new TreeMap<>();
    private final SortedMap<Long, Certificate> finalized = new TreeMap<>();
    private long floorView;
    private Hash floorBlock;

    CertificateStore(long floorView, Hash floorBlock) {
        this.floorView = floorView;
        this.floorBlock = floorBlock;
    }

    Added add(Certificate certificate) {
        long view = certificate.view();
        if (view < floorView || (view == floorView && certificate.ballot() != Ballot.FINALIZE)) {
            return Added.BELOW_FLOOR;
        }
        Optional<Hash> supported = certified(view);
        boolean nullify = certificate.ballot() == Ballot.NULLIFY;
        if (!nullify && supported.isPresent() && !supported.get().equals(certificate.block())) {
            return Added.CONTRADICTION;
        }
        if (nullify
                ? finalized.containsKey(view)
                : certificate.ballot() == Ballot.FINALIZE && nullified.containsKey(view)) {
            return Added.CONTRADICTION;
        }
        return of(certificate.ballot()).putIfAbsent(view, certificate) == null ? Added.NEW : Added.KNOWN;
    }

    boolean has(Ballot ballot, long view) {
        return of(ballot).containsKey(view);
    }

    /** The block a quorum stands behind in {@code view}: notarized, finalized, or the floor itself. */
    Optional<Hash> certified(long view) {
        if (view == floorView) {
            return Optional.of(floorBlock);
        }
        Certificate certificate = notarized.get(view);
        if (certificate == null) {
            certificate = finalized.get(view);
        }
        return Optional.ofNullable(certificate).map(Certificate::block);
    }

    boolean isNullified(long view) {
        return nullified.containsKey(view);
    }

    /** The highest view with a certified block: at least the floor. */
    long highestCertified() {
        long highest = floorView;
        highest = notarized.isEmpty() ? highest : Math.max(highest, notarized.lastKey());
        return finalized.isEmpty() ? highest : Math.max(highest, finalized.lastKey());
    }

    /** The highest view any certificate closes: at least the floor. */
    long highestView() {
        return nullified.isEmpty() ? highestCertified() : Math.max(highestCertified(), nullified.lastKey());
    }

    /** The highest view in which a quorum stands behind {@code block}. */
    OptionalLong certifying(Hash block) {
        long highest = block.equals(floorBlock) ? floorView : -1;
        for (SortedMap<Long, Certificate> kind : List.of(notarized, finalized)) {
            for (Certificate certificate : kind.values()) {
                if (certificate.block().equals(block)) {
                    highest = Math.max(highest, certificate.view());
                }
            }
        }
        return highest < 0 ? OptionalLong.empty() : OptionalLong.of(highest);
    }

    /** Whether a proposal in {@code view} may rest on that (I3). */
    Justification justify(long view, Basis basis) {
        return switch (basis) {
            case Basis.Parent(long parentView, Hash parent) -> justify(view, parentView, parent);
            case Basis.Again(long first, Hash block) -> {
                // Whatever certifies an end block later rests on the certificate of its own view.
                long at = view - 1;
                while (at > first && nullified.containsKey(at) && !isCertified(at, block)) {
                    at--;
                }
                yield isCertified(at, block) ? new Justification.Justified() : justify(view, first, block);
            }
        };
    }

    private boolean isCertified(long view, Hash block) {
        return certified(view).equals(Optional.of(block));
    }

    /** The parent is certified at its view, and every view between it and {@code view} is nullified. */
    private Justification justify(long view, long parentView, Hash parent) {
        if (parentView < floorView) {
            return new Justification.Refuted("builds below the final block of view " + floorView);
        }
        for (long skipped = view - 1; skipped > parentView; skipped--) {
            if (!nullified.containsKey(skipped)) {
                return finalized.containsKey(skipped)
                        ? new Justification.Refuted("skips the final view " + skipped)
                        : new Justification.Missing(skipped);
            }
        }
        Optional<Hash> certified = certified(parentView);
        if (certified.isEmpty()) {
            return new Justification.Missing(parentView);
        }
        return certified.get().equals(parent)
                ? new Justification.Justified()
                : new Justification.Refuted("its parent is not the block certified in view " + parentView);
    }

    /** The certificate that lets others pass {@code view}, preferring one that certifies a block. */
    Optional<Certificate> entry(long view) {
        for (Map<Long, Certificate> kind : List.of(finalized, notarized, nullified)) {
            Certificate certificate = kind.get(view);
            if (certificate != null) {
                return Optional.of(certificate);
            }
        }
        return Optional.empty();
    }

    Optional<Certificate> highestFinalized() {
        return finalized.isEmpty()
                ? Optional.empty()
                : Optional.of(finalized.lastEntry().getValue());
    }

    /** The highest one of a block that was executed: who executes late is a few blocks behind, and not without finality. */
    Optional<Certificate> highestFinalized(Predicate<Hash> executed) {
        return finalized.reversed().values().stream()
                .filter(certificate -> executed.test(certificate.block()))
                .findFirst();
    }

    /** All certificates of {@code first}..{@code last} that justify blocks, and the one that proves the highest final. */
    List<Certificate> range(long first, long last) {
        List<Certificate> found = new ArrayList<>();
        highestFinalized().ifPresent(found::add);
        for (long view = first; view <= last; view++) {
            Certificate block = notarized.getOrDefault(view, finalized.get(view));
            if (block != null && !found.contains(block)) {
                found.add(block);
            }
            Certificate skip = nullified.get(view);
            if (skip != null) {
                found.add(skip);
            }
        }
        return found;
    }

    /** Moves the floor up to a finalized block and forgets what lies below it. */
    void raiseFloor(long view, Hash block) {
        if (view < floorView) {
            return;
        }
        floorView = view;
        floorBlock = block;
        notarized.headMap(view + 1).clear();
        nullified.headMap(view + 1).clear();
        finalized.headMap(view).clear();
    }

    private SortedMap<Long, Certificate> of(Ballot ballot) {
        return switch (ballot) {
            case NOTARIZE -> notarized;
            case NULLIFY -> nullified;
            case FINALIZE -> finalized;
            case PROPOSE, BUILD -> throw new IllegalArgumentException(ballot + " has no certificates");
        };
    }
}
