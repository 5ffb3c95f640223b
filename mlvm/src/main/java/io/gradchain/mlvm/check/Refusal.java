package io.gradchain.mlvm.check;

/** Carries a reason from a rule to {@link ProgramValidator}, which turns it into a value. */
final class Refusal extends RuntimeException {
    Refusal(String reason) {
        super(reason, null, false, false);
    }
}
