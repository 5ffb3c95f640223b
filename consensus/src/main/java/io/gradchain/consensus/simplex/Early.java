package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Words of the next epoch that came before ours ended, as they do whenever two validators do not end it in the same
 * instant: without them its first proposal would be lost (C-27).
 */
final class Early {
    private static final int MAX_PEERS = 64;
    private static final int MAX_MESSAGES = 32;

    private final SequencedMap<PeerId, List<byte[]>> messages = new TreeMap<>();

    /** A message heard early, and who said it. */
    record Word(PeerId from, byte[] message) {}

    /** Keeps the message, unless its sender said too much already. */
    void add(PeerId from, byte[] message) {
        if (messages.size() == MAX_PEERS && !messages.containsKey(from)) {
            return;
        }
        List<byte[]> words = messages.computeIfAbsent(from, peer -> new ArrayList<>());
        long bytes = words.stream().mapToLong(word -> word.length).sum();
        if (words.size() < MAX_MESSAGES && bytes + message.length <= MessageCodec.MAX_BYTES) {
            words.add(message);
        }
    }

    /** All of them, in the order of peers; none is kept. */
    List<Word> take() {
        List<Word> words = new ArrayList<>();
        messages.forEach((from, said) -> said.forEach(message -> words.add(new Word(from, message))));
        messages.clear();
        return words;
    }
}
