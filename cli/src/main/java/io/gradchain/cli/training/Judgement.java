package io.gradchain.cli.training;

/** How good a model is on some rows. */
public sealed interface Judgement {
    /**
     * @param name such as R²
     * @param by who computed it from what, for people; empty where that needs no word
     */
    record Score(String name, double value, String by) implements Judgement {}

    /** @param reason for people */
    record None(String reason) implements Judgement {}
}
