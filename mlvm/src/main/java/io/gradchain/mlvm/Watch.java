package io.gradchain.mlvm;

/** Sees every instruction before it runs; for tools that count lines, never for a validator. */
@FunctionalInterface
public interface Watch {
    /** @param contract 20 bytes of the address whose function runs; not to be changed */
    void step(byte[] contract, int function, int pc);
}
