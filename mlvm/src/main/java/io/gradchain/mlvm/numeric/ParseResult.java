package io.gradchain.mlvm.numeric;

/** What became of a decimal text. */
public sealed interface ParseResult {
    record Parsed(long raw) implements ParseResult {}

    record Refused(String reason) implements ParseResult {}
}
