package io.gradchain.cli.torture;

/** One kind of stranger that means no good, at work from its making until it is closed. */
interface Attacker extends AutoCloseable {
    /** What it is, in words. */
    String name();

    /** What it did and what it met, in words. */
    String story();

    @Override
    void close();
}
