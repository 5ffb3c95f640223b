package io.gradchain.consensus.dpos;

import io.gradchain.consensus.dpos.BlockTree.Node;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** Produces in our own slots (C-208): one block on the head as it is when the slot begins, empty or not. */
final class Producer {
    private final Replica replica;
    private final Eras eras;
    private final VotingRules rules;
    private final SealRules seals;
    private final long blockGasLimit;
    private long requests;
    private Optional<Request> building = Optional.empty();

    private record Request(long id, long slot, Hash parent, Era era) {}

    Producer(Replica replica, Eras eras, VotingRules rules, SealRules seals, long blockGasLimit) {
        this.replica = replica;
        this.eras = eras;
        this.rules = rules;
        this.seals = seals;
        this.blockGasLimit = blockGasLimit;
    }

    void produce(Effects out) {
        building = Optional.empty();
        long slot = replica.slot();
        Node head = replica.head();
        BlockTree tree = replica.tree();
        long epoch = seals.childEpoch(head.header(), tree);
        Optional<Era> era = eras.of(epoch);
        if (era.isEmpty() || slot <= head.seal().slot() || !era.get().isOurs(slot) || !rules.mayPropose(slot)) {
            return;
        }
        Optional<Hash> end = seals.childEnd(head.header(), epoch, tree);
        if (end.isEmpty()) {
            return;
        }
        Hash root = seals.childRoot(head.header(), tree);
        Seal seal = seal(head, epoch, slot, root, end.get());
        building = Optional.of(new Request(++requests, slot, head.hash(), era.get()));
        out.buildPayload(requests, head.header(), seal.encoded(), blockGasLimit, false);
    }

    /** Names the highest certified block of the chain, if one is higher than what the head names. */
    private Seal seal(Node head, long epoch, long slot, Hash root, Hash end) {
        if (head.seal().epoch() != epoch) {
            return new Seal(epoch, slot, 0, root, root, end);
        }
        long justifySlot = head.seal().justifySlot();
        Optional<Node> next = Optional.of(head);
        while (next.isPresent() && next.get().seal().slot() > justifySlot && next.get().seal().epoch() == epoch) {
            Node node = next.get();
            if (replica.certificates().has(node.hash())) {
                return new Seal(epoch, slot, node.seal().slot(), node.hash(), root, end);
            }
            next = replica.tree().valid(node.header().parent());
        }
        return new Seal(epoch, slot, justifySlot, head.seal().justify(), root, end);
    }

    /** The block asked for; built again where the head has moved meanwhile, dropped where the slot is over. */
    void built(long request, Block block, Effects out) {
        if (building.isEmpty() || building.get().id() != request) {
            return;
        }
        Request asked = building.get();
        building = Optional.empty();
        if (!block.header().parent().equals(asked.parent())) {
            throw new IllegalStateException("the runtime built another block than it was asked for");
        }
        if (asked.slot() != replica.slot()) {
            return;
        }
        if (!replica.head().hash().equals(asked.parent())) {
            produce(out);
        } else if (rules.mayPropose(asked.slot())) {
            replica.propose(asked.era(), block, out);
        }
    }
}
