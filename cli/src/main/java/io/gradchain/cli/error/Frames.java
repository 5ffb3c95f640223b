package io.gradchain.cli.error;

/**
 * What the compiler says about a source, drawn already.
 *
 * @param text with the lines it is about, for people
 * @param json the same as a JSON array
 */
public record Frames(String text, String json) {}
