package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.node.network.noise.TransportKeys;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A pause must reach the socket: a decoder that goes on reading keeps in memory whatever a peer sends too fast. */
final class FrameDecoderTest {
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void whilePausedTheSocketIsAskedForNothing() {
        PeerHandshake dialler = handshake(true);
        PeerHandshake listener = handshake(false);
        PeerHandshake.Step.Send second = (PeerHandshake.Step.Send) listener.read(dialler.first());
        PeerHandshake.Step.Done done = (PeerHandshake.Step.Done) dialler.read(second.message());
        TransportKeys theirs =
                ((PeerHandshake.Step.Done) listener.read(done.last().orElseThrow())).keys();
        EmbeddedChannel channel = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void read(ChannelHandlerContext context) {
                        reads.incrementAndGet();
                        context.read();
                    }
                },
                new FrameDecoder(theirs.receive(), new Slow()));
        reads.set(0);
        for (int i = 0; i < 3; i++) {
            channel.writeInbound(sealed(done.keys()));
        }
        assertThat(taken).as("one, then the pause").hasValue(1);
        assertThat(reads).hasValue(0);
        channel.advanceTimeBy(3, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();
        channel.advanceTimeBy(3, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();
        assertThat(taken).as("the others, each after a pause").hasValue(3);
        var _ = channel.finishAndReleaseAll();
    }

    private static ByteBuf sealed(TransportKeys keys) {
        byte[] record = keys.send().encrypt(new byte[] {(byte) FrameKind.PING.wire(), 0, 0, 0, 0});
        return Unpooled.buffer().writeShort(record.length).writeBytes(record);
    }

    private static PeerHandshake handshake(boolean dialler) {
        KeyPair key = KeyPair.generate(new Ed25519());
        return new PeerHandshake(new HandshakeIdentity(key, 7, TestNode.CHAIN), dialler);
    }

    /** Takes a frame an hour. */
    private final class Slow implements FrameDecoder.Taker {
        @Override
        public Verdict take(Frame frame) {
            taken.incrementAndGet();
            return new Verdict(true, TimeUnit.HOURS.toNanos(1));
        }

        @Override
        public Optional<PeerError> refusal(FrameKind kind) {
            return Optional.empty();
        }

        @Override
        public boolean holds(int bytes) {
            return true;
        }

        @Override
        public void paused(boolean now) {}

        @Override
        public void broken(PeerError reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void violated(PeerError reason) {
            throw new AssertionError(reason);
        }
    }
}
