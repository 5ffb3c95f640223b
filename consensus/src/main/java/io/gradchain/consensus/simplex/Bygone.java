package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.types.Block;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The last certificates of epochs that ended: what a peer still in one of them needs to end it too (C-27). */
final class Bygone {
    private static final int MAX_EPOCHS = 8;
    private static final int MAX_LAGGARDS = 256;

    private final SortedMap<Long, byte[]> proofs = new TreeMap<>();
    private final Set<PeerId> helped = new TreeSet<>();

    /** @param proof the Finalize certificate of the epoch's end block, as a message of that epoch */
    void ended(long epoch, byte[] proof) {
        proofs.put(epoch, proof);
        if (proofs.size() > MAX_EPOCHS) {
            proofs.remove(proofs.firstKey());
        }
        helped.clear();
    }

    Optional<byte[]> proof(long epoch) {
        return Optional.ofNullable(proofs.get(epoch)).map(byte[]::clone);
    }

    /** From now on everyone may be helped once more. */
    void forgetHelped() {
        helped.clear();
    }

    /**
     * Answers a peer that speaks in an epoch that ended. Certificates are never answered: two peers that help each other
     * would not stop.
     *
     * @param newer of an epoch later than the peer's, to make it aware, where its epoch's proof is no longer kept
     */
    void answer(
            PeerId from, long epoch, Message message, MessageCodec codec, ChainView chain, byte[] newer, Effects out) {
        switch (message) {
            case Message.Certified certified -> {}
            case Message.Certificates certificates -> {}
            case Message.BlockReply reply -> {}
            case Message.BlockRequest request -> {
                Optional<Block> block = chain.block(request.block());
                block.ifPresent(known -> out.send(from, codec.encode(new Message.BlockReply(known))));
            }
            case Message.CertificateRequest request ->
                out.send(from, proof(epoch).orElse(newer));
            case Message.Propose propose -> help(from, epoch, newer, out);
            case Message.Cast cast -> help(from, epoch, newer, out);
            case Message.Build build -> help(from, epoch, newer, out);
        }
    }

    private void help(PeerId from, long epoch, byte[] newer, Effects out) {
        if (helped.size() < MAX_LAGGARDS && helped.add(from)) {
            out.send(from, proof(epoch).orElse(newer));
        }
    }
}
