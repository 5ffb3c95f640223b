package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Event;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers come first, bodies in a window, and silence is no obstacle (C-111..C-114). */
class HeaderSyncTest {
    private final Workbench bench = new Workbench();
    private final BlockHeader genesis = bench.genesis.header();

    private static List<BlockHeader> headers(List<Block> blocks) {
        return blocks.stream().map(Block::header).toList();
    }

    private long asked(int peer) {
        return bench.sent(peer).stream()
                .filter(Message.BodiesRequest.class::isInstance)
                .mapToLong(message -> ((Message.BodiesRequest) message).blocks().size())
                .sum();
    }

    @Test
    void anUnknownParentIsAskedForByItsHeaders() {
        List<Block> blocks = bench.branch(genesis, 3, 1);
        bench.announce(2, blocks.getLast());
        assertThat(bench.sent(2)).containsExactly(new Message.HeadersRequest(List.of(bench.genesis.hash())));
        bench.serve(2, blocks);
        assertThat(bench.head()).isEqualTo(blocks.getLast().hash());
    }

    @Test
    void aLongChainComesInSeveralAnswersAndFromSeveralPeers() {
        List<Block> blocks = bench.branch(genesis, 1_200, 1);
        for (int peer = 0; peer < 3; peer++) {
            bench.hear(peer, new Message.Head(blocks.getLast().header()));
        }
        bench.hear(0, new Message.Headers(headers(blocks.subList(0, Message.MAX_HEADERS))));
        assertThat(asked(0) + asked(1) + asked(2)).isLessThanOrEqualTo(Candidates.WINDOW);
        for (int round = 0; round < 100 && !bench.head().equals(blocks.getLast().hash()); round++) {
            for (int peer = 0; peer < 3; peer++) {
                bench.serve(peer, blocks);
            }
        }
        assertThat(bench.head()).isEqualTo(blocks.getLast().hash());
        assertThat(bench.penalties).isEmpty();
    }

    @Test
    void thoseWhoShowedTheHeadersAreAskedAtOnceAndTogether() {
        List<Block> blocks = bench.branch(genesis, 20, 1);
        bench.hear(0, new Message.Headers(headers(blocks)));
        bench.hear(1, new Message.Head(blocks.getLast().header()));
        bench.hear(2, new Message.Head(blocks.getFirst().header()));
        assertThat(asked(0)).isEqualTo(8);
        assertThat(asked(1)).isEqualTo(8);
        assertThat(asked(2)).isZero();
    }

    @Test
    void whoDoesNotAnswerIsReplaced() {
        List<Block> blocks = bench.branch(genesis, 2, 1);
        bench.on(new Event.PeerJoined(bench.peer(1)));
        bench.hear(0, new Message.Headers(headers(blocks)));
        assertThat(asked(0)).isEqualTo(2);
        bench.fire(Downloads.TIMER);
        bench.fire(Downloads.TIMER);
        assertThat(asked(1)).isEqualTo(2);
        bench.serve(1, blocks);
        assertThat(bench.head()).isEqualTo(blocks.getLast().hash());
    }

    @Test
    void aWithheldBodyDoesNotHoldUpAnyoneElse() {
        List<Block> withheld = bench.branch(genesis, 9, 1);
        List<Block> honest = bench.branch(genesis, 3, 2);
        bench.hear(0, new Message.Headers(headers(withheld)));
        bench.announce(1, honest.getFirst());
        assertThat(bench.head())
                .as("complete blocks are not held up")
                .isEqualTo(honest.getFirst().hash());
        for (int i = 0; i < 20; i++) {
            bench.fire(Downloads.TIMER);
        }
        bench.hear(1, new Message.Headers(headers(honest)));
        bench.serve(1, honest);
        assertThat(bench.head()).isEqualTo(honest.getLast().hash());
        bench.sent(0).clear();
        bench.hear(0, new Message.Head(withheld.getLast().header()));
        for (int i = 0; i < 5; i++) {
            bench.serve(0, withheld);
            bench.fire(Downloads.TIMER);
        }
        assertThat(bench.head())
                .as("they may come after all")
                .isEqualTo(withheld.getLast().hash());
    }

    /** The branch of most work is shown by its headers only; of the other, bodies must be asked for too. */
    @Test
    void headersWithoutEndAndNoBodyHoldUpNoOtherBranch() {
        List<Block> withheld = bench.branch(genesis, 40, 1);
        List<Block> honest = bench.branch(genesis, 6, 2);
        bench.hear(0, new Message.Headers(headers(withheld.subList(0, 9))));
        bench.hear(1, new Message.Headers(headers(honest)));
        bench.announce(1, honest.getLast());
        for (Block next : withheld.subList(9, withheld.size())) {
            bench.hear(0, new Message.Head(next.header()));
            bench.serve(1, honest);
            bench.fire(Downloads.TIMER);
        }
        assertThat(bench.head()).isEqualTo(honest.getLast().hash());
        assertThat(bench.penalties).isEmpty();
    }

    @Test
    void whoOwesABodyIsNotTrustedForWhatItShows() {
        List<Block> blocks = bench.branch(genesis, 20, 1);
        bench.on(new Event.PeerJoined(bench.peer(1)));
        bench.hear(0, new Message.Head(blocks.getFirst().header()));
        bench.fire(Downloads.TIMER);
        bench.fire(Downloads.TIMER);
        bench.serve(1, blocks);
        assertThat(bench.head()).isEqualTo(blocks.getFirst().hash());
        bench.sent(0).clear();
        bench.hear(1, new Message.Headers(headers(blocks)));
        bench.hear(0, new Message.Head(blocks.getLast().header()));
        assertThat(asked(1)).isEqualTo(8);
        assertThat(asked(0)).isZero();
    }

    @Test
    void headersOfLessWorkAreNotKept() {
        List<Block> main = bench.branch(genesis, 40, 1);
        main.forEach(block -> bench.announce(0, block));
        Block old = bench.mine(genesis, 2);
        bench.announce(1, old);
        Block child = bench.mine(old.header(), 2);
        bench.sent(1).clear();
        bench.announce(1, child);
        assertThat(bench.sent(1)).as("its parent was forgotten").hasOnlyElementsOfType(Message.HeadersRequest.class);
        assertThat(bench.penalties).isEmpty();
    }

    @Test
    void whatWeHaveIsServed() {
        List<Block> blocks = bench.branch(genesis, 700, 1);
        blocks.forEach(block -> bench.announce(0, block));
        bench.sent(1).clear();
        Hash fork = blocks.get(99).hash();
        Block aside = bench.mine(genesis, 9);
        bench.hear(1, new Message.HeadersRequest(List.of(aside.hash(), fork, bench.genesis.hash())));
        assertThat(bench.sent(1)).containsExactly(new Message.Headers(headers(blocks.subList(100, 612))));
        bench.sent(1).clear();
        bench.hear(1, new Message.BodiesRequest(List.of(fork, aside.hash())));
        assertThat(bench.sent(1)).containsExactly(new Message.Body(blocks.get(99)));
        bench.sent(1).clear();
        bench.hear(1, new Message.HeadersRequest(List.of(aside.hash())));
        assertThat(bench.sent(1)).containsExactly(new Message.Headers(List.of()));
    }

    @Test
    void aPeerThatJoinsIsToldOurHead() {
        bench.on(new Event.PeerJoined(bench.peer(3)));
        assertThat(bench.sent(3)).containsExactly(new Message.Head(genesis));
    }
}
