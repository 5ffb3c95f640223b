package io.gradchain.consensus.dpos;

import io.gradchain.consensus.dpos.BlockTree.Node;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
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

    /** Whose slot it is; empty while the epoch's members are unknown. */
    Optional<PublicKey> onTurn() {
        return eras.of(seals.place(replica.head().header(), replica.tree()).epoch())
                .map(era -> era.electorate()
                        .committee()
                        .member(era.producer(replica.slot()))
                        .key());
    }

    void produce(Effects out) {
        building = Optional.empty();
        long slot = replica.slot();
        Node head = replica.head();
        BlockTree tree = replica.tree();
        SealRules.Place place = seals.place(head.header(), tree);
        Optional<Era> era = eras.of(place.epoch());
        if (era.isEmpty() || slot <= head.seal().slot() || !era.get().isOurs(slot) || !rules.mayPropose(slot)) {
            return;
        }
        Seal seal = seal(head, slot, place);
        building = Optional.of(new Request(++requests, slot, head.hash(), era.get()));
        out.buildPayload(requests, head.header(), seal.encoded(), blockGasLimit, false);
    }

    /** Names the highest certified block of the chain, if one is higher than what the head names. */
    private Seal seal(Node head, long slot, SealRules.Place place) {
        if (head.seal().epoch() != place.epoch()) {
            return place.seal(slot, 0, place.root());
        }
        long justifySlot = head.seal().justifySlot();
        Optional<Node> next = Optional.of(head);
        while (next.isPresent()
                && next.get().seal().slot() > justifySlot
                && next.get().seal().epoch() == place.epoch()) {
            Node node = next.get();
            if (replica.certificates().has(node.hash())) {
                return place.seal(slot, node.seal().slot(), node.hash());
            }
            next = replica.tree().valid(node.header().parent());
        }
        return place.seal(slot, justifySlot, head.seal().justify());
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
