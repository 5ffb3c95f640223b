package io.gradchain.node.database;

import java.util.ArrayList;
import java.util.List;

/** What a check found wrong, the first of it in words. */
final class Findings {
    private static final int MOST_IN_WORDS = 50;

    private final List<String> words = new ArrayList<>();
    private long count;

    void add(String what) {
        count++;
        if (words.size() < MOST_IN_WORDS) {
            words.add(what);
        }
    }

    List<String> words() {
        return List.copyOf(words);
    }

    long count() {
        return count;
    }
}
