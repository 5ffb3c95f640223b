package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Ecvrf;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.VrfKey;
import io.gradchain.genesis.crypto.VrfProof;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a block adds to the beacon (E-14): its proposer's verifiable random function of the parent's mix, which only it can
 * compute and nobody can choose; or the parent's hash, where a block is a puzzle.
 *
 * @param proof for the header; empty where there is none to give
 */
record Draw(Hash mix, byte[] proof) {
    private static final byte[] NO_PROOF = new byte[0];

    /** For a block to be built. Fails when the proposer's key is not the one the state knows. */
    static Draw make(ProtocolRules rules, BlockHeader parent, Proposer proposer, WorldState world) {
        Optional<VrfKey> key = key(rules, proposer.address(), world);
        if (key.isEmpty()) {
            return without(rules, parent);
        }
        VrfProof proof = proposer.beacon()
                .filter(pair -> pair.publicKey().equals(key.get()))
                .map(pair -> Ecvrf.prove(pair, parent.mix().bytes()))
                .orElseThrow(() -> new IllegalStateException("another beacon key was bonded: " + key.get()));
        return new Draw(mix(parent, Ecvrf.output(proof).orElseThrow()), proof.bytes());
    }

    /** The draw a header claims; empty when its proof is not its proposer's for this parent. */
    static Optional<Draw> claimed(ProtocolRules rules, BlockHeader parent, BlockHeader header, WorldState world) {
        Optional<VrfKey> key = key(rules, header.proposer(), world);
        if (key.isEmpty()) {
            return Optional.of(without(rules, parent));
        }
        return VrfProof.parse(header.vrfProof())
                .flatMap(proof -> Ecvrf.verify(key.get(), parent.mix().bytes(), proof))
                .map(output -> new Draw(mix(parent, output), header.vrfProof()));
    }

    boolean says(BlockHeader header) {
        return mix.equals(header.mix()) && Arrays.equals(proof, header.vrfProof());
    }

    private static Draw without(ProtocolRules rules, BlockHeader parent) {
        return switch (rules.engine().beacon()) {
            case VRF -> new Draw(Hashing.hash(Domain.BEACON, parent.mix().bytes()), NO_PROOF);
            case PARENT_HASH -> new Draw(mix(parent, parent.hash()), NO_PROOF);
        };
    }

    private static Hash mix(BlockHeader parent, Hash added) {
        return Hashing.hash(Domain.BEACON, parent.mix().bytes(), added.bytes());
    }

    /** The beacon key of a validator; none where it never said one, or where the chain does not ask. */
    private static Optional<VrfKey> key(ProtocolRules rules, Address proposer, WorldState world) {
        return switch (rules.engine().beacon()) {
            case VRF -> rules.staking(world).flatMap(staking -> staking.beaconKey(proposer));
            case PARENT_HASH -> Optional.empty();
        };
    }
}
