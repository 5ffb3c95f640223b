package io.gradchain.fuzz;

import java.util.Optional;
import java.util.function.Supplier;

/** A decoder of hostile bytes. It may throw nothing: refusals are caught where they are declared, in the table. */
@FunctionalInterface
public interface Door {
    Outcome read(byte[] in) throws Exception;

    /** What a decoder made of some bytes. */
    sealed interface Outcome {}

    /**
     * Taken.
     *
     * @param shape which of the forms there are: what the search goes by
     * @param again the one encoding of the value, where the format has only one
     */
    record Accepted(String shape, Optional<Supplier<byte[]>> again) implements Outcome {}

    record Refused(String reason) implements Outcome {}

    static Outcome accepted(Object value, Supplier<byte[]> again) {
        return new Accepted(value.getClass().getSimpleName(), Optional.of(again));
    }

    /** Of a format in which one value has many forms. */
    static Outcome accepted(String shape) {
        return new Accepted(shape, Optional.empty());
    }
}
