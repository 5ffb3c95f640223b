package io.gradchain.consensus.dpos;

import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.VoteBook;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges blocks of peers before they are executed (C-207). */
final class Admission {
    /** Slots ahead of ours, beyond the next one, whose blocks are held; those further ahead are ignored. */
    static final int HORIZON = 8;

    private static final int MAX_OF_SLOT = 2;

    private final long chainId;
    private final BlockTree tree;
    private final Eras eras;
    private final Certificates certificates;
    private final SealRules rules;

    Admission(long chainId, BlockTree tree, Eras eras, Certificates certificates, SealRules rules) {
        this.chainId = chainId;
        this.tree = tree;
        this.eras = eras;
        this.certificates = certificates;
        this.rules = rules;
    }

    sealed interface Verdict {
        /** No honest peer sends it. */
        record Refused(Penalty penalty) implements Verdict {}

        /** Known, too old, or too far ahead to keep. */
        record Needless() implements Verdict {}

        /** Its slot has not begun. */
        record Early() implements Verdict {}

        record Orphan(Hash parent) implements Verdict {}

        /** The certificate of the block it names is missing. */
        record Unproven(Hash justify) implements Verdict {}

        /** May be executed; {@code certificate} is a verified one that came with it. */
        record Sound(Era era, Optional<Certificate> certificate) implements Verdict {}
    }

    /** @param now the slot by our clock; 0 while it was not told yet, when all that may be early is held */
    Verdict judge(Waiting.Entry entry, long now, Consumer<Evidence> blame) {
        Message.Proposal proposal = entry.proposal();
        BlockHeader header = proposal.block().header();
        Hash hash = entry.hash();
        Optional<Seal> read = header.height() == 0 ? Optional.empty() : Seal.of(header);
        if (read.isEmpty()) {
            return new Verdict.Refused(Penalty.WRONG_SEAL);
        }
        Seal seal = read.get();
        if (header.chainId() != chainId
                || !proposal.vote().block().equals(hash)
                || proposal.vote().view() != seal.slot()) {
            return new Verdict.Refused(Penalty.MISFIT_BLOCK);
        }
        if (tree.contains(hash)
                || header.height() <= tree.finalized().height()
                || seal.slot() <= tree.finalized().seal().slot()
                || (now > 0 && seal.slot() > now + 1 + HORIZON)) {
            return new Verdict.Needless();
        }
        Optional<Era> era = eras.of(seal.epoch());
        if (era.isPresent()) {
            Optional<Penalty> forged = signature(era.get(), proposal, seal, blame);
            if (forged.isPresent()) {
                return new Verdict.Refused(forged.get());
            }
        }
        if (seal.slot() > now + 1) {
            return new Verdict.Early();
        }
        if (tree.isInvalid(header.parent()) || (tree.countAt(seal.slot()) >= MAX_OF_SLOT && !entry.asked())) {
            return new Verdict.Needless();
        }
        if (tree.valid(header.parent()).isEmpty()) {
            return new Verdict.Orphan(header.parent());
        }
        if (era.isEmpty()
                || rules.refuse(header, tree, era.get().electorate().committee())
                        .isPresent()) {
            return new Verdict.Refused(Penalty.WRONG_SEAL);
        }
        return justification(era.get(), proposal.justify(), seal);
    }

    private static Optional<Penalty> signature(
            Era era, Message.Proposal proposal, Seal seal, Consumer<Evidence> blame) {
        int signer = proposal.vote().signer();
        if (!era.isProducer(seal.slot(), signer, proposal.block().header().proposer())) {
            return Optional.of(Penalty.WRONG_PRODUCER);
        }
        return switch (era.book().add(proposal.vote(), false)) {
            case VoteBook.Outcome.Counted counted -> Optional.empty();
            case VoteBook.Outcome.Duplicate duplicate ->
                era.book().holds(proposal.vote()) || era.electorate().verify(proposal.vote())
                        ? Optional.empty()
                        : Optional.of(Penalty.FORGED_VOTE);
            case VoteBook.Outcome.Forged forged -> Optional.of(Penalty.FORGED_VOTE);
            case VoteBook.Outcome.Contradiction(Evidence evidence) -> {
                blame.accept(evidence);
                yield Optional.empty();
            }
        };
    }

    /** What lies at or below the final block needs no certificate: that one stands for it. */
    private Verdict justification(Era era, Optional<Certificate> attached, Seal seal) {
        if (seal.isJustifiedByRoot()
                || seal.justifySlot() <= tree.finalized().seal().slot()
                || certificates.has(seal.justify())) {
            return new Verdict.Sound(era, Optional.empty());
        }
        if (attached.isEmpty()) {
            return new Verdict.Unproven(seal.justify());
        }
        Certificate certificate = attached.get();
        if (certificate.view() != seal.justifySlot() || !certificate.block().equals(seal.justify())) {
            return new Verdict.Refused(Penalty.MISFIT_BLOCK);
        }
        return era.book().verify(certificate)
                ? new Verdict.Sound(era, attached)
                : new Verdict.Refused(Penalty.FORGED_CERTIFICATE);
    }
}
