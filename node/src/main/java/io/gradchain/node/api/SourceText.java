package io.gradchain.node.api;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.Deploys;
import java.util.Optional;

/** What deploys say of their code; anybody may have written it. */
record SourceText(NodeParts node) {
    /** Of a contract, from the final transaction that deployed it. */
    Optional<Metadata> of(Address contract) {
        return Deploys.transactionOf(node.store(), contract)
                .flatMap(node.chain()::inclusion)
                .map(SourceText::transaction)
                .flatMap(SourceText::carried);
    }

    /** Of the contract that a transaction calls or deploys. */
    Optional<Metadata> about(SignedTransaction tx) {
        return switch (tx.transaction().payload()) {
            case Payload.Call call -> of(call.contract());
            case Payload.Deploy deploy -> carried(tx);
            case Payload.Transfer transfer -> Optional.empty();
            case Payload.Stake stake -> Optional.empty();
            case Payload.Evidence evidence -> Optional.empty();
        };
    }

    private static SignedTransaction transaction(Chain.Inclusion at) {
        return at.block().block().transactions().get(at.index());
    }

    private static Optional<Metadata> carried(SignedTransaction tx) {
        if (!(tx.transaction().payload() instanceof Payload.Deploy deploy)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Metadata.decode(deploy.metadata()));
        } catch (DecodeException foreign) {
            return Optional.empty();
        }
    }
}
