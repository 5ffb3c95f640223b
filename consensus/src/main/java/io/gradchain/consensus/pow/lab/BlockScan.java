package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.pow.MessageCodec;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Nobody tells of a block of his own that he may yet forget: what is announced is in the log. */
final class BlockScan implements Auditor {
    private final Map<Integer, Set<Hash>> logged = new TreeMap<>();

    @Override
    public Optional<String> persisted(int validator, byte[] record) {
        ByteReader in = new ByteReader(record);
        if (record.length != 1 + Hash.BYTES || in.u8() != 1) {
            return Optional.of("miner " + validator + " logged an unreadable record");
        }
        logged.computeIfAbsent(validator, v -> new TreeSet<>()).add(Hash.read(in));
        return Optional.empty();
    }

    @Override
    public Optional<String> sent(int validator, byte[] message) {
        return switch (MessageCodec.decode(message)) {
            case MessageCodec.Decoded.Malformed malformed ->
                Optional.of("miner " + validator + " sent garbage: " + malformed.reason());
            case MessageCodec.Decoded.Read(Message.Announce announce) ->
                logged.getOrDefault(validator, new TreeSet<>())
                                .contains(announce.block().hash())
                        ? Optional.empty()
                        : Optional.of("miner " + validator + " announced a block that is not durable");
            case MessageCodec.Decoded.Read read -> Optional.empty();
        };
    }
}
