package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;

/** What we tell those who ask (C-110): headers of our chain, and bodies of any valid block. */
final class Archive {
    /** Most bytes of bodies for one request; the rest is asked for again. */
    private static final int MAX_REPLY_BYTES = 4 * 1024 * 1024;

    private final ChainView chain;
    private final MainChain main;

    Archive(ChainView chain, MainChain main) {
        this.chain = chain;
        this.main = main;
    }

    void onRequest(Message.HeadersRequest request, PeerId from, Effects out) {
        List<BlockHeader> found = request.locator().stream()
                .flatMap(hash -> chain.header(hash).stream())
                .filter(main::contains)
                .findFirst()
                .map(shared -> main.above(shared.height(), Message.MAX_HEADERS))
                .orElse(List.of());
        out.send(from, MessageCodec.encode(new Message.Headers(found)));
    }

    void onRequest(Message.BodiesRequest request, PeerId from, Effects out) {
        long sent = 0;
        for (Hash hash : request.blocks()) {
            Optional<Block> block = sent < MAX_REPLY_BYTES ? chain.block(hash) : Optional.empty();
            if (block.isPresent()) {
                byte[] reply = MessageCodec.encode(new Message.Body(block.get()));
                sent += reply.length;
                out.send(from, reply);
            }
        }
    }
}
