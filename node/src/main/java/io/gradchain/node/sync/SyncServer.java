package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers requests for what is final. A proof covers all ancestors, and not every block has its own: a range of headers
 * ends at the last within the limits that has one, and never crosses the end of an epoch: who asks learns the next
 * committee there.
 */
public final class SyncServer {
    /** Of one answer of transactions: with all else it stays below the 4 MiB of a frame. */
    static final int MAX_BODY_BYTES = 3 * 1024 * 1024;

    /** Of one answer of state nodes or codes. */
    static final int MAX_STATE_BYTES = 1024 * 1024;

    /** Headers looked at for the end of an epoch. */
    private static final long MAX_EPOCH = 65_536;

    private final Chain chain;
    private final KeyValueStore store;
    private final BlockStore blocks;
    private final Proofs proofs;

    public SyncServer(Chain chain, KeyValueStore store, Proofs proofs) {
        this.chain = chain;
        this.store = store;
        this.blocks = new BlockStore(store);
        this.proofs = proofs;
    }

    /** Empty when this node has nothing of it, or nothing that could be proven. */
    public Optional<byte[]> answer(SyncRequest request) {
        return switch (request) {
            case SyncRequest.Headers(long from, int count) ->
                headers(from, count).map(HeaderRange::encoded);
            case SyncRequest.Leap(long epoch) -> leap(epoch).map(HeaderRange::encoded);
            case SyncRequest.Bodies(List<Hash> wanted) -> bodies(wanted);
            case SyncRequest.Nodes(List<Hash> hashes) -> values(Column.STATE, hashes);
            case SyncRequest.Codes(List<Hash> hashes) -> values(Column.CONTENT, hashes);
            case SyncRequest.Receipts(Hash block) ->
                blocks.receipts(block)
                        .map(receipts ->
                                new ByteWriter().list(receipts, Receipt::write).toByteArray());
        };
    }

    private Optional<HeaderRange> headers(long from, int count) {
        List<BlockHeader> headers = new ArrayList<>();
        Optional<HeaderRange> proven = Optional.empty();
        long last = Math.min(from + count - 1, chain.finalizedHeader().height());
        for (long height = from; height <= last; height++) {
            Optional<Hash> hash = blocks.canonical(height);
            Optional<BlockHeader> next = hash.flatMap(blocks::header);
            if (next.isEmpty()) {
                break;
            }
            headers.add(next.get());
            Optional<byte[]> proof = chain.proof(hash.get());
            if (proof.isPresent()) {
                proven = range(headers, proof.get());
                if (CommitteeBook.endsEpoch(next.get())) {
                    break;
                }
            }
        }
        return proven;
    }

    private Optional<HeaderRange> range(List<BlockHeader> headers, byte[] proof) {
        BlockHeader last = headers.getLast();
        return CommitteeBook.endsEpoch(last)
                ? CommitteeBook.find(store, chain.states(), proofs::committee, proofs.epochOf(last) + 1, last)
                        .map(committee -> new HeaderRange(headers, proof, committee.encoded()))
                : Optional.of(new HeaderRange(headers, proof, new byte[0]));
    }

    /** Looks from the newest block of the epoch down: an epoch may go on behind the block that ends it. */
    private Optional<HeaderRange> leap(long epoch) {
        long after = firstOf(epoch + 1);
        Optional<BlockHeader> newest = Optional.empty();
        for (long height = after - 1; height > 0 && height >= after - MAX_EPOCH; height--) {
            Optional<BlockHeader> header = chain.finalHeader(height);
            if (header.isEmpty() || proofs.epochOf(header.get()) != epoch) {
                break;
            }
            Optional<byte[]> proof = chain.proof(header.get().hash());
            if (proof.isPresent() && CommitteeBook.endsEpoch(header.get())) {
                return range(List.of(header.get()), proof.get());
            }
            newest = newest.or(() -> header.filter(h -> proof.isPresent()));
        }
        return newest.flatMap(
                header -> range(List.of(header), chain.proof(header.hash()).orElseThrow()));
    }

    /** The height of the first final block of that epoch or a later one; epochs ascend with heights. */
    private long firstOf(long epoch) {
        long low = 1;
        long high = chain.finalizedHeader().height() + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            // A node that began from a snapshot lacks headers, and all it lacks are older than what it has.
            if (chain.finalHeader(middle)
                    .filter(h -> proofs.epochOf(h) >= epoch)
                    .isPresent()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Optional<byte[]> bodies(List<Hash> wanted) {
        List<List<SignedTransaction>> bodies = new ArrayList<>();
        int bytes = 0;
        for (Hash hash : wanted) {
            Optional<Block> block = blocks.block(hash);
            bytes += block.map(found -> size(found.transactions())).orElse(0);
            if (block.isEmpty() || bytes > MAX_BODY_BYTES) {
                break;
            }
            bodies.add(block.get().transactions());
        }
        return bodies.isEmpty() ? Optional.empty() : Optional.of(Bodies.encode(bodies));
    }

    private static int size(List<SignedTransaction> transactions) {
        return transactions.stream().mapToInt(SignedTransaction::size).sum();
    }

    private Optional<byte[]> values(Column column, List<Hash> hashes) {
        List<byte[]> values = new ArrayList<>();
        int bytes = 0;
        boolean any = false;
        for (Hash hash : hashes) {
            byte[] value = store.get(column, hash.bytes()).orElse(new byte[0]);
            bytes += value.length;
            if (bytes > MAX_STATE_BYTES && any) {
                break;
            }
            any |= value.length > 0;
            values.add(value);
        }
        return any
                ? Optional.of(new ByteWriter().list(values, ByteWriter::bytes).toByteArray())
                : Optional.empty();
    }
}
