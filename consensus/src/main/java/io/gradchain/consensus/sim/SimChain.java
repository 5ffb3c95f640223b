package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Event.Verdict;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chain of one simulated node. Its whole state is a counter of the transactions executed so far, kept in
 * {@code gasUsed}; the state root chains it, so a block with a wrong root is invalid as a real one would be.
 */
public final class SimChain implements ChainView {
    private final Map<Hash, Block> valid = new TreeMap<>();
    private final Map<Hash, Block> durable = new TreeMap<>();
    private final TreeMap<Long, Hash> finals = new TreeMap<>();
    private final Elections elections;
    private BlockHeader finalized;
    private byte[] proof = new byte[0];

    /** A chain whose committee never changes. */
    public SimChain(Block genesis, Committee committee) {
        this(genesis, Elections.constant(0, committee));
    }

    public SimChain(Block genesis, Elections elections) {
        this.elections = elections;
        valid.put(genesis.hash(), genesis);
        durable.put(genesis.hash(), genesis);
        finals.put(0L, genesis.hash());
        finalized = genesis.header();
    }

    public static Block genesis(long chainId) {
        return new Block(
                new BlockHeader(
                        chainId,
                        0,
                        0,
                        Hash.ZERO,
                        Address.of(new byte[Address.BYTES]),
                        Block.txRoot(List.of()),
                        Hash.ZERO,
                        Hash.ZERO,
                        0,
                        Hash.ZERO,
                        Hash.ZERO,
                        new byte[0],
                        new byte[0]),
                List.of());
    }

    public Block build(BlockHeader parent, Address proposer, byte[] seal, long executed, long time) {
        Block block = new Block(
                new BlockHeader(
                        parent.chainId(),
                        parent.height() + 1,
                        Math.max(parent.timeMillis() + 1, time),
                        parent.hash(),
                        proposer,
                        Block.txRoot(List.of()),
                        Hash.ZERO,
                        root(parent.stateRoot(), executed),
                        executed,
                        elections.next(parent.height() + 1),
                        Hash.ZERO,
                        new byte[0],
                        seal),
                List.of());
        valid.put(block.hash(), block);
        return block;
    }

    /** The same block under the seal that was found for it. */
    public Block reseal(Hash hash, byte[] seal) {
        Block built = valid.get(hash);
        Block sealed = new Block(built.header().withSeal(seal), built.transactions());
        valid.put(sealed.hash(), sealed);
        return sealed;
    }

    public Verdict check(Block block) {
        BlockHeader header = block.header();
        Block parent = valid.get(header.parent());
        if (parent == null) {
            throw new IllegalStateException("asked to check a block before its parent");
        }
        if (header.timeMillis() <= parent.header().timeMillis()) {
            return new Verdict.Invalid("time does not grow");
        }
        if (!header.stateRoot().equals(root(parent.header().stateRoot(), header.gasUsed()))) {
            return new Verdict.Invalid("wrong state root");
        }
        if (!header.nextCommittee().equals(elections.next(header.height()))) {
            return new Verdict.Invalid("wrong committee");
        }
        valid.put(block.hash(), block);
        return new Verdict.Valid();
    }

    private static Hash root(Hash parent, long executed) {
        return Hashing.hash(
                Domain.CONTENT, parent.bytes(), new ByteWriter().u63(executed).toByteArray());
    }

    public void makeDurable(Hash block) {
        if (!valid.containsKey(block)) {
            throw new IllegalStateException("asked to keep a block that was never checked");
        }
        durable.put(block, valid.get(block));
    }

    /**
     * A final block and its ancestors are durable, as the store writes them.
     *
     * @return how many blocks that were final before are so no longer
     */
    public long makeFinal(Hash block, byte[] finalProof) {
        long before = finalized.height();
        Block next = valid.get(block);
        finalized = next.header();
        proof = finalProof.clone();
        finals.tailMap(finalized.height(), false).clear();
        while (!next.hash().equals(finals.put(next.height(), next.hash())) && next.height() > 0) {
            durable.put(next.hash(), next);
            next = valid.get(next.header().parent());
        }
        return Math.max(0, before - next.height());
    }

    /** Whether executing all blocks up to {@code hash} one by one, from block zero, gives the state its header states. */
    public boolean replays(Hash hash) {
        List<BlockHeader> path = new ArrayList<>();
        for (Block next = valid.get(hash);
                next.height() > 0;
                next = valid.get(next.header().parent())) {
            path.add(next.header());
        }
        Hash root = Hash.ZERO;
        for (BlockHeader header : path.reversed()) {
            root = root(root, header.gasUsed());
        }
        return root.equals(valid.get(hash).header().stateRoot());
    }

    /** Takes over another node's final blocks. */
    public void sync(SimChain from) {
        Block next = from.valid.get(from.finalized.hash());
        while (!next.hash().equals(finals.get(next.height()))) {
            valid.put(next.hash(), next);
            next = from.valid.get(next.header().parent());
        }
        makeFinal(from.finalized.hash(), from.proof);
    }

    /** What was not durable is gone. */
    public void crash() {
        valid.clear();
        valid.putAll(durable);
    }

    @Override
    public Committee committee(long epoch, BlockHeader root) {
        return committee(epoch);
    }

    /** The committee every simulated chain elects for {@code epoch}. */
    public Committee committee(long epoch) {
        return elections.of(epoch);
    }

    @Override
    public Optional<Block> block(Hash hash) {
        return Optional.ofNullable(valid.get(hash));
    }

    @Override
    public BlockHeader finalizedHeader() {
        return finalized;
    }

    @Override
    public byte[] finalizedProof() {
        return proof.clone();
    }
}
