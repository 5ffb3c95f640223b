package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.BookAddress;
import io.netty.channel.ChannelFuture;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What discovery asks of the network.
 *
 * @param ended is told of each dial that failed, or whose connection closed
 * @param ownPort where this node listens, 0 while it does not
 */
record BookLines(
        PublicKey self,
        PeerTable table,
        Discipline discipline,
        OutgoingLines line,
        List<DialLoop> dials,
        Consumer<OneDial> ended,
        IntSupplier ownPort)
        implements Discovery.Lines {
    @Override
    public void dial(BookAddress address) {
        OneDial dial = new OneDial(address);
        var _ = line.connect(dial).addListener((ChannelFuture connecting) -> {
            if (connecting.isSuccess()) {
                var _ = connecting.channel().closeFuture().addListener(closed -> ended.accept(dial));
            } else {
                ended.accept(dial);
            }
        });
    }

    @Override
    public boolean isTakenCareOf(BookAddress address) {
        return address.key().equals(self)
                || table.find(address.key()).isPresent()
                || discipline.banned(address.key())
                || dials.stream().anyMatch(loop -> loop.address().toString().equals(address.toString()));
    }

    @Override
    public boolean isConnected(PublicKey peer) {
        return table.find(peer).isPresent();
    }

    @Override
    public void askAll() {
        table.all().stream()
                .filter(connection -> !connection.inbound())
                .forEach(connection -> connection.askAddresses(ownPort.getAsInt()));
    }
}
