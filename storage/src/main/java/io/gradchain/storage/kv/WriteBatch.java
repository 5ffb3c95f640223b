package io.gradchain.storage.kv;

import java.util.ArrayList;
import java.util.List;

/** Puts and deletes that take effect together, in order; not safe for several threads. */
public final class WriteBatch {
    /** One step; {@code value} is null to delete. The arrays belong to the batch from the call on: not copied. */
    public record Step(Column column, byte[] key, byte[] value) {}

    private final List<Step> steps = new ArrayList<>();

    public WriteBatch put(Column column, byte[] key, byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("null value: use delete");
        }
        steps.add(new Step(column, key, value));
        return this;
    }

    public WriteBatch delete(Column column, byte[] key) {
        steps.add(new Step(column, key, null));
        return this;
    }

    /** All steps so far, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
