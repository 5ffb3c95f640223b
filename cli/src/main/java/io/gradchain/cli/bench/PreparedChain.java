package io.gradchain.cli.bench;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainStart;
import io.gradchain.node.execution.Candidates;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.KeyValueStore;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A chain of one dev validator, made without a network as fast as blocks can be built. */
final class PreparedChain {
    /** Blocks made final together. */
    private static final int STRETCH = 50;

    private static final Ed25519 SCHEME = new Ed25519();

    private final ChainSpec spec;
    private final KeyPair validator = DevKeys.of(SCHEME, DevKeys.validator(1));
    private final KeyPair sender = DevKeys.of(SCHEME, DevKeys.PEOPLE.getFirst());
    private final Address from = DevKeys.address(SCHEME, DevKeys.PEOPLE.getFirst());
    private final Address to = DevKeys.address(SCHEME, DevKeys.PEOPLE.getLast());
    private long nonce;

    /** @param spec a chain of the solo engine */
    PreparedChain(ChainSpec spec) {
        this.spec = spec;
    }

    /** Fills a new data directory with {@code blocks} final blocks of so many transfers each. */
    void fill(Path directory, int blocks, int transfers) {
        try (DataDirectory opened = DataDirectory.open(directory, spec.hash()).orElseThrow()) {
            KeyValueStore store = opened.store();
            ChainStart.ensure(store, spec);
            ProtocolRules rules = ProtocolRules.of(spec);
            StateTransition transition = new StateTransition(
                    rules, StateTrees.over(store), new BlockStore(store)::header, tx -> true, new ContractCalls());
            Chain chain = new Chain(store, transition, (epoch, at) -> Optional.of(Committee.genesis(spec)), true);
            BlockHeader at = chain.finalizedHeader();
            Proposer proposer = Proposer.of(validator);
            for (int i = 1; i <= blocks; i++) {
                Block block = chain.build(
                        at, new byte[0], proposer, at.timeMillis() + 1_000, rules.blockGasLimit(), offering(transfers));
                at = block.header();
                if (i % STRETCH == 0 || i == blocks) {
                    chain.finalizeUpTo(block.hash(), proof(block));
                }
            }
        }
    }

    /** As the solo engine signs (C-300). */
    private byte[] proof(Block block) {
        byte[] digest = Hashing.hash(
                        Domain.CONSENSUS_MESSAGE,
                        spec.hash().bytes(),
                        block.hash().bytes())
                .bytes();
        return SCHEME.sign(validator, digest).bytes();
    }

    private Candidates offering(int transfers) {
        Deque<SignedTransaction> left = new ArrayDeque<>();
        for (int i = 0; i < transfers; i++) {
            Payload payload = new Payload.Transfer(to, new Amount(1));
            left.add(new Transaction(spec.chainId(), from, nonce++, 300_000, 1, Long.MAX_VALUE, payload)
                    .sign(SCHEME, sender));
        }
        return new Candidates() {
            @Override
            public Optional<SignedTransaction> next(long gasLeft, int bytesLeft) {
                return Optional.ofNullable(left.pollFirst());
            }

            @Override
            public void passOver() {
                throw new IllegalStateException("every prepared transfer may be in its block");
            }
        };
    }
}
