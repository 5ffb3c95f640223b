package io.gradchain.fuzz;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.staking.ValidatorDoor;
import io.gradchain.node.network.FrameDoor;
import io.gradchain.node.network.book.AddressList;
import io.gradchain.node.network.book.BookAddress;
import io.gradchain.node.network.noise.DhKeyPair;
import io.gradchain.node.network.noise.NoiseXX;
import io.gradchain.node.sync.HeaderRange;
import io.gradchain.node.sync.Status;
import io.gradchain.node.sync.SyncRequest;
import java.net.InetAddress;
import java.util.List;

/** What peers say beside consensus, and what the state keeps. */
final class NodeDecoders {
    private static final byte[] PROLOGUE = {1, 2, 3};

    private NodeDecoders() {}

    static List<Decoder> all() {
        return List.of(
                Decoder.canonical(
                        "status", Status::decode, Status::encoded, List.of(new Status(9, Samples.HASH).encoded())),
                Decoder.canonical(
                        "sync request",
                        SyncRequest::decode,
                        SyncRequest::encoded,
                        List.of(
                                new SyncRequest.Headers(1, 64).encoded(),
                                new SyncRequest.Bodies(List.of(Samples.HASH, Hash.ZERO)).encoded(),
                                new SyncRequest.Leap(3).encoded(),
                                new SyncRequest.Nodes(List.of(Samples.HASH)).encoded(),
                                new SyncRequest.Codes(List.of(Samples.HASH)).encoded(),
                                new SyncRequest.Receipts(Samples.HASH).encoded())),
                Decoder.canonical(
                        "header range",
                        HeaderRange::decode,
                        HeaderRange::encoded,
                        List.of(new HeaderRange(
                                        Samples.blocks().stream()
                                                .map(Block::header)
                                                .toList(),
                                        new byte[70],
                                        new byte[0])
                                .encoded())),
                Decoder.canonical("addresses of peers", AddressList::decode, AddressList::encode, List.of(addresses())),
                Decoder.of("frames", FrameDoor::read, FrameDoor.samples()).costing(2),
                Decoder.of("handshake, first message", NodeDecoders::first, List.of(dial(), new byte[64]))
                        .taking(32, 64 << 10)
                        .costing(40),
                Decoder.of("handshake, second message", NodeDecoders::second, List.of(new byte[0]))
                        .taking(32, 64 << 10)
                        .costing(80),
                Decoder.canonical(
                        "account",
                        Account::decode,
                        Account::encoded,
                        List.of(new Account(3, new Amount(5), Hash.ZERO, Samples.HASH, Samples.HASH).encoded())),
                Decoder.of(
                        "validator slot",
                        ValidatorDoor::read,
                        ValidatorDoor.samples(DevKeys.of(new Ed25519(), "node1").publicKey(), Samples.address())));
    }

    private static byte[] addresses() {
        PublicKey key = DevKeys.of(new Ed25519(), "node2").publicKey();
        return AddressList.encode(List.of(new BookAddress(InetAddress.getLoopbackAddress(), 7_000, key)));
    }

    private static NoiseXX side(boolean initiator, int secret) {
        byte[] own = new byte[DhKeyPair.BYTES];
        own[0] = (byte) secret;
        byte[] other = own.clone();
        other[1] = 1;
        return new NoiseXX(initiator, PROLOGUE, new DhKeyPair(own), new DhKeyPair(other));
    }

    private static byte[] dial() {
        return side(true, 1).write(transcript -> new byte[16]).orElseThrow();
    }

    private static Door.Outcome first(byte[] in) {
        return side(false, 2)
                .read(in)
                .<Door.Outcome>map(received -> Door.accepted("read"))
                .orElse(new Door.Refused("short"));
    }

    /** An honest answer, damaged by what comes in: nothing but no damage is believed. */
    private static Door.Outcome second(byte[] in) {
        NoiseXX dialler = side(true, 1);
        NoiseXX listener = side(false, 2);
        var _ = listener.read(dialler.write(transcript -> new byte[16]).orElseThrow());
        byte[] answer = listener.write(transcript -> new byte[96]).orElseThrow();
        boolean damaged = false;
        for (int i = 0; i < Math.min(in.length, answer.length); i++) {
            damaged |= in[i] != 0;
            answer[i] ^= in[i];
        }
        boolean read = dialler.read(answer).isPresent();
        if (read == damaged) {
            throw new IllegalStateException(damaged ? "a damaged answer was believed" : "an honest answer was refused");
        }
        return read ? Door.accepted("read") : new Door.Refused("damaged");
    }
}
