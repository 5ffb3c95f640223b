package io.gradchain.genesis.fault;

import java.util.function.Function;

/** What came of trying something that outside conditions can prevent. */
public sealed interface Attempt<T> {
    record Done<T>(T value) implements Attempt<T> {}

    record Refused<T>(Refusal refusal) implements Attempt<T> {}

    static <T> Attempt<T> refused(ErrorCode code, String place, String cause) {
        return new Refused<>(new Refusal(code, place, cause));
    }

    default <R> Attempt<R> then(Function<T, Attempt<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    /** For callers to whom a refusal would be a bug; throws {@link IllegalStateException} with its message. */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Refusal refusal) -> throw new IllegalStateException(refusal.message());
        };
    }
}
