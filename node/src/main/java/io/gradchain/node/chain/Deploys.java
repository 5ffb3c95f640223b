package io.gradchain.node.chain;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Which transaction created a contract: final deploys only. Its payload holds the metadata. */
public final class Deploys {
    private Deploys() {}

    static void index(WriteBatch batch, CheckedBlock block) {
        each(block, (address, transaction) -> batch.put(Column.CONTENT, key(address), transaction.bytes()));
    }

    /** The block is no longer final. */
    static void remove(WriteBatch batch, CheckedBlock block) {
        each(block, (address, transaction) -> batch.delete(Column.CONTENT, key(address)));
    }

    private static void each(CheckedBlock block, BiConsumer<Address, Hash> deployed) {
        for (int i = 0; i < block.receipts().size(); i++) {
            SignedTransaction tx = block.block().transactions().get(i);
            Receipt receipt = block.receipts().get(i);
            if (tx.transaction().payload() instanceof Payload.Deploy
                    && receipt.outcome() instanceof Receipt.Succeeded(byte[] address)) {
                deployed.accept(Address.of(address), tx.hash());
            }
        }
    }

    public static Optional<Hash> transactionOf(KeyValueStore store, Address contract) {
        return store.get(Column.CONTENT, key(contract)).map(Hash::of);
    }

    private static byte[] key(Address contract) {
        return Hashing.hash(Domain.CONTENT, contract.bytes()).bytes();
    }
}
