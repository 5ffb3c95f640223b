package io.gradchain.mlvm.grad.check;

import java.util.Collection;
import java.util.Comparator;

/** The name somebody may have meant. */
public final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** A hint, or nothing if no name is near: at most a third of its letters may differ, none of very short ones. */
    public static String hint(String wrong, Collection<String> names) {
        if (wrong.length() > LONGEST) {
            return "";
        }
        int most = wrong.length() < 3 ? 0 : Math.max(1, wrong.length() / 3);
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(wrong) || distance(wrong, name) <= most)
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .map(name -> "did you mean `" + name + "`?")
                .orElse("");
    }

    /** {@code 1 argument}, {@code 2 arguments}. */
    static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
