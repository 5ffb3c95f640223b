package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a peer sends is refused with a number, and never ends in an exception. */
class HostileBytesTest {
    private final Workbench bench = new Workbench();
    private final Block block = bench.mine(bench.genesis.header(), 1);
    private final Block child = bench.mine(block.header(), 1);

    private List<Message> oneOfEach() {
        return List.of(
                new Message.Announce(block),
                new Message.HeadersRequest(List.of(child.hash(), block.hash(), bench.genesis.hash())),
                new Message.Headers(List.of(block.header(), child.header())),
                new Message.Headers(List.of()),
                new Message.BodiesRequest(List.of(child.hash(), block.hash())),
                new Message.Body(child),
                new Message.Head(child.header()));
    }

    @Test
    void everyMessageSurvivesItsBytes() {
        for (Message message : oneOfEach()) {
            assertThat(MessageCodec.decode(MessageCodec.encode(message)))
                    .isEqualTo(new MessageCodec.Decoded.Read(message));
        }
    }

    @Test
    void brokenBytesNeverThrowOutOfTheEngine() {
        long seed = 20_252;
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> good = oneOfEach().stream().map(MessageCodec::encode).toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.get(random.nextInt(good.size())).clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(3) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            }
            bench.hear(random.nextInt(4), bytes);
            bench.sent.clear();
            if (i % 50 == 0) {
                bench.check();
                bench.fire(Downloads.TIMER);
            }
        }
        assertThat(bench.penalties).as("seed " + seed).hasSizeGreaterThan(1_000);
        assertThat(bench.penalties).as("seed " + seed).allMatch(reason -> reason.matches("C-12[1-4] .*"));
    }

    @Test
    void aBodyThatIsNotTheHeadersSpeaksForNoBlock() {
        Payload payload = new Payload.Transfer(Address.NOBODY, Amount.ZERO);
        SignedTransaction stranger =
                new Transaction(7, Address.NOBODY, 0, 0, 0, 0, payload).sign(bench.scheme, bench.keys.getFirst());
        bench.hear(2, new Message.Announce(new Block(block.header(), List.of(stranger))));
        assertThat(bench.penalties).singleElement().asString().startsWith("C-121");
        bench.announce(1, block);
        assertThat(bench.head()).isEqualTo(block.hash());
    }

    @Test
    void listsAndMessagesHaveLimits() {
        byte[] many = new byte[MessageCodec.MAX_BYTES + 1];
        bench.hear(0, many);
        byte[] request = MessageCodec.encode(new Message.BodiesRequest(List.of(block.hash())));
        request[5] = Message.MAX_BODIES + 1;
        bench.hear(0, request);
        assertThat(bench.penalties).hasSize(2).allMatch(reason -> reason.startsWith("C-121"));
    }
}
