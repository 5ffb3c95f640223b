package io.gradchain.mlvm.check;

/** What the validator says of some bytes. */
public sealed interface Validation {
    record Accepted(ValidProgram program) implements Validation {}

    /**
     * @param function index of the function at fault, −1 if the fault is outside functions
     * @param pc instruction at fault, −1 if none
     */
    record Refused(String reason, int function, int pc) implements Validation {}
}
