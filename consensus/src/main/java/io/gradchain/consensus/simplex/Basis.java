package io.gradchain.consensus.simplex;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;

/** What the proposal of a view rests on (C-14): {@link CertificateStore#justify} tells whether it may. */
sealed interface Basis {
    /** A new block on the one certified in {@code view}. */
    record Parent(long view, Hash block) implements Basis {}

    /** An epoch's end block, first proposed and certified in {@code view}, once more. */
    record Again(long view, Hash block) implements Basis {}

    /** Of a block proposed in {@code view}; its seal is well-formed. */
    static Basis of(BlockHeader header, Hash hash, long view) {
        Seal seal = Seal.of(header).orElseThrow();
        return seal.view() == view ? new Parent(seal.parentView(), header.parent()) : new Again(seal.view(), hash);
    }
}
