package io.gradchain.consensus.dpos;

import io.gradchain.consensus.dpos.BlockTree.Node;
import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What we said last, to repeat it, and what was made durable for it (C-209, C-225). */
final class OwnWords {
    private final BlockTree tree;
    private final ChainView chain;
    private final Certificates certificates;
    private final VoteLog log;
    private final MessageCodec codec;
    private final Set<Hash> kept = new TreeSet<>();
    private Optional<Message.Cast> vote = Optional.empty();
    private Optional<Hash> block = Optional.empty();

    OwnWords(BlockTree tree, ChainView chain, Certificates certificates, VoteLog log, MessageCodec codec) {
        this.tree = tree;
        this.chain = chain;
        this.certificates = certificates;
        this.log = log;
        this.codec = codec;
    }

    void voted(Message.Cast cast) {
        vote = Optional.of(cast);
    }

    void produced(Hash hash) {
        block = Optional.of(hash);
    }

    /** Our last vote, unless its slot is final. */
    Optional<Message.Cast> vote() {
        return vote.filter(cast -> cast.vote().view() > tree.finalized().seal().slot());
    }

    /** An earlier run kept the block. */
    void isKept(Hash hash) {
        kept.add(hash);
    }

    /** Bodies are durable with the first signature that needs them, and so is what lets them be admitted again. */
    void keep(Node node, Effects out) {
        Hash floor = tree.finalized().hash();
        for (Node next : tree.chain(node, hash -> kept.contains(hash) || floor.equals(hash))) {
            if (next.height() > tree.finalized().height() && kept.add(next.hash())) {
                boolean own = block.filter(next.hash()::equals).isPresent();
                out.persistBlock(next.hash());
                next.signature()
                        .ifPresent(signature ->
                                log.write(new LogRecord.Proposed(next.seal().epoch(), own, signature), out));
            }
        }
    }

    void prune() {
        kept.removeIf(hash -> !tree.contains(hash));
    }

    /** A block as it travels; empty when its body or its producer's signature is not at hand. */
    Optional<Message.Proposal> proposal(Node node) {
        Optional<Block> body = chain.block(node.hash());
        return node.signature().isEmpty() || body.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message.Proposal(
                        node.signature().get(),
                        body.get(),
                        certificates.of(node.seal().justify())));
    }

    /** What a peer that missed it needs to hear of us: the highest certificate, our last block and our last vote. */
    List<byte[]> words() {
        List<byte[]> words = new ArrayList<>();
        certificates.highest().ifPresent(highest -> words.add(codec.encode(highest)));
        block.flatMap(tree::valid).flatMap(this::proposal).ifPresent(own -> words.add(codec.encode(own)));
        vote().ifPresent(cast -> words.add(codec.encode(cast)));
        return words;
    }
}
