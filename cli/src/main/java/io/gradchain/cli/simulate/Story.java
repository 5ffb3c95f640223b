package io.gradchain.cli.simulate;

import io.gradchain.consensus.sim.Happening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The timeline of one run: the first lines and the last ones; of what every node does, only who is first. */
public final class Story implements Happening.Listener {
    private final int firstLines;
    private final int lastLines;
    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final SortedMap<Long, Integer> votes = new TreeMap<>();
    private final SortedMap<Happening.Kind, Long> latest = new TreeMap<>();
    private long left;

    /** @param lines most lines kept, from the beginning and from the end */
    public Story(int lines) {
        firstLines = lines * 2 / 3;
        lastLines = lines - firstLines;
    }

    @Override
    public void hear(Happening h) {
        switch (h.kind()) {
            case VOTED -> votes.merge(h.view(), 1, Integer::sum);
            case PROPOSED -> line(h, "node %d proposes %s in view %d".formatted(h.node(), block(h), h.view()));
            case NOTARIZED -> {
                if (isFirst(h)) {
                    line(h, "view %d: %s notarized, %d voted".formatted(h.view(), block(h), voted(h)));
                }
            }
            case NULLIFIED -> {
                if (isFirst(h)) {
                    line(h, "view %d: nullified, %d voted".formatted(h.view(), voted(h)));
                }
            }
            case FINAL -> {
                if (isFirst(h)) {
                    line(h, "view %d: %s final".formatted(h.view(), block(h)));
                }
            }
            case REORG -> line(h, "node %d leaves a branch it called final, %s".formatted(h.node(), h.words()));
            case EVIDENCE -> line(h, "node %d reports evidence, %s".formatted(h.node(), h.words()));
            case CRASHED, RESTARTED, PENALTY -> line(h, "node %d %s".formatted(h.node(), h.words()));
            case SPLIT -> line(h, "the network splits: " + h.words());
            case MENDED -> line(h, "the network heals: " + h.words());
            case VIOLATION -> line(h, "VIOLATION: " + h.words());
        }
    }

    /** Whether no node was there before, in this view or a later one. */
    private boolean isFirst(Happening h) {
        long before = latest.getOrDefault(h.kind(), 0L);
        latest.put(h.kind(), Math.max(before, h.view()));
        return h.view() > before;
    }

    private int voted(Happening h) {
        int count = votes.getOrDefault(h.view(), 0);
        votes.headMap(h.view() + 1).clear();
        return count;
    }

    private static String block(Happening h) {
        return h.block().map(hash -> hash.shortHex() + "…").orElse("");
    }

    private void line(Happening h, String words) {
        String line = String.format(Locale.ROOT, "  %,9d ms  %s", h.millis(), words);
        if (first.size() < firstLines) {
            first.add(line);
            return;
        }
        last.addLast(line);
        if (last.size() > lastLines) {
            last.removeFirst();
            left++;
        }
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(first);
        if (left > 0) {
            lines.add("               …  %,d lines left out".formatted(left));
        }
        lines.addAll(last);
        return lines;
    }
}
