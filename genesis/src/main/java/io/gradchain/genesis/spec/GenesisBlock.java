package io.gradchain.genesis.spec;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.ListRoot;
import java.util.List;

/** Block zero (G-11): follows from the chain spec alone, is never signed and never sent. */
public final class GenesisBlock {
    private GenesisBlock() {}

    /** @param stateRoot root of the state that holds the spec's accounts; whoever keeps the state computes it */
    public static Block of(ChainSpec spec, Hash stateRoot) {
        Hash nothing = ListRoot.of(List.of());
        BlockHeader header = new BlockHeader(
                spec.chainId(),
                0,
                spec.genesisTimeMillis(),
                Hash.ZERO,
                Address.NOBODY,
                nothing,
                nothing,
                stateRoot,
                0,
                Hash.ZERO,
                // Through the first mix, every later block commits to the whole chain spec.
                spec.hash(),
                new byte[0],
                new byte[0]);
        return new Block(header, List.of());
    }
}
