package io.gradchain.genesis.keys;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in the tree of keys (G-15), all steps hardened: {@code m/44'/1'/role'/index'}.
 *
 * @param steps numbers from 0 to 2³¹ − 1, without the bit that hardens
 */
public record KeyPath(List<Integer> steps) {
    private static final int PURPOSE = 44;

    /** SLIP-0044's number for test networks of all coins: gradchain has none of its own, and takes nobody else's. */
    private static final int COIN = 1;

    private static final int MAX_STEPS = 16;
    private static final Pattern STEP = Pattern.compile("(0|[1-9][0-9]{0,9})['hH]");

    /** What a key is for: one of a validator must never sign transactions by the same bytes. */
    public enum Role {
        ACCOUNT(0),
        VALIDATOR(1),
        NODE(2);

        private final int number;

        Role(int number) {
            this.number = number;
        }
    }

    public KeyPath {
        steps = List.copyOf(steps);
        if (steps.size() > MAX_STEPS || steps.stream().anyMatch(step -> step < 0)) {
            throw new IllegalArgumentException("at most 16 steps of 0 to 2^31 - 1");
        }
    }

    public static KeyPath of(Role role, int index) {
        return new KeyPath(List.of(PURPOSE, COIN, role.number, index));
    }

    /** Reads {@code m/44'/1'/0'/0'}; {@code h} stands for the quote too. Plain steps do not exist for Ed25519. */
    public static Attempt<KeyPath> parse(String text) {
        String[] parts = text.split("/", -1);
        List<Integer> steps = new ArrayList<>();
        boolean good = parts[0].equals("m") && parts.length <= MAX_STEPS + 1;
        for (int i = 1; good && i < parts.length; i++) {
            good = STEP.matcher(parts[i]).matches();
            long step = good ? Long.parseLong(parts[i], 0, parts[i].length() - 1, 10) : 0;
            good &= step <= Integer.MAX_VALUE;
            steps.add((int) step);
        }
        return good
                ? new Attempt.Done<>(new KeyPath(steps))
                : Attempt.refused(GenesisError.BAD_PATH, "", "it does not read m/44'/1'/0'/0'");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("m");
        steps.forEach(step -> text.append('/').append(step).append('\''));
        return text.toString();
    }
}
