package io.gradchain.node.api;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.node.execution.WorldState;
import io.gradchain.node.execution.staking.Staking;
import io.gradchain.node.execution.staking.Validator;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcRefusal;
import io.gradchain.node.rpc.RpcResult;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stakes after the newest final block, in decimal GRAD: {@code staking_*}. */
final class StakingMethods {
    private static final int KEY_BYTES = 32;

    /** Lengths an epoch may have stretched by and its committee still be found. */
    private static final long MOST_STRETCHED = 256;

    private final NodeParts node;

    StakingMethods(NodeParts node) {
        this.node = node;
    }

    void register(RpcMethods methods) {
        methods.register(
                "staking_validators",
                "All validators with own stake and all members of the present committee, by key.",
                List.of(),
                params -> RpcResult.ok(validators()));
        methods.register(
                "staking_validator",
                "One validator: stakes, jail, tombstone, turns of the present epoch, what is leaving.",
                List.of(Param.required("key", "hex of 32 bytes", "The validator's public key.")),
                this::validator);
        methods.register(
                "staking_delegations",
                "What an account has delegated to whom, and what it waits for.",
                List.of(Param.required("address", "address", "Whose.")),
                this::delegations);
        methods.register(
                "staking_committee",
                "The ordered, weighted members of an epoch, in words and as bytes.",
                List.of(Param.optional("epoch", "u64 string", "The present one if absent.")),
                this::committee);
    }

    private BlockHeader at() {
        return node.chain().finalizedHeader();
    }

    private long epoch() {
        return node.rules().engine().epochs().of(at().height(), at().seal());
    }

    /** The block that ended the epoch before tells, by its state or by what was kept of it; ends are at multiples of the length. */
    private Optional<Committee> electedLongAgo(long epoch) {
        if (epoch == 0) {
            return Optional.of(Committee.genesis(node.spec()));
        }
        long length = node.rules().stakes().orElseThrow().epochBlocks();
        long last = length == 0 ? 0 : at().height() / length;
        // Epochs stretch where finality paused, so the end may lie further on than the shortest way.
        for (long end = epoch; end <= Math.min(last, epoch + MOST_STRETCHED); end++) {
            Optional<Committee> elected = node.chain()
                    .finalHeader(end * length)
                    .flatMap(header -> node.chain()
                            .states()
                            .reading(header, () -> staking(header).committee(epoch))
                            .orElseGet(() -> CommitteeBook.find(node.store(), header))
                            .filter(committee -> committee.hash().equals(header.nextCommittee())));
            if (elected.isPresent()) {
                return elected;
            }
        }
        return Optional.empty();
    }

    private Staking staking() {
        return staking(at());
    }

    private Staking staking(BlockHeader after) {
        return node.rules()
                .staking(new WorldState(node.trees(), after.stateRoot()))
                .orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with("this chain has no stakes")));
    }

    private ObjectNode validators() {
        Staking staking = staking();
        long epoch = epoch();
        ObjectNode json =
                Json.object().put("height", Long.toString(at().height())).put("epoch", Long.toString(epoch));
        ArrayNode list = json.putArray("validators");
        staking.known(epoch).forEach(validator -> list.add(text(validator, staking, epoch)));
        return json;
    }

    private RpcResult validator(RpcParams params) {
        byte[] bytes = params.bytes("key", KEY_BYTES);
        if (bytes.length != KEY_BYTES) {
            throw RpcParams.bad("key has " + bytes.length + " bytes, not 32");
        }
        Staking staking = staking();
        Validator validator = staking.validator(PublicKey.of(bytes))
                .orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with("no validator has this key")));
        return RpcResult.ok(text(validator, staking, epoch()));
    }

    private RpcResult delegations(RpcParams params) {
        Address address = node.addresses().parse(params, "address");
        Staking staking = staking();
        ObjectNode json = Json.object().put("address", node.addresses().text(address));
        ArrayNode delegations = json.putArray("delegations");
        for (Validator validator : staking.known(epoch())) {
            long units = staking.delegated(address, validator);
            if (units > 0) {
                delegations.addObject().put("key", validator.key().hex()).put("amount", grad(units));
            }
        }
        ArrayNode waiting = json.putArray("unbonding");
        staking.waiting(address)
                .forEach(wait -> waiting.addObject()
                        .put("key", wait.validator().key().hex())
                        .put("amount", grad(wait.units()))
                        .put("paidInEpoch", Long.toString(wait.paidIn())));
        return RpcResult.ok(json);
    }

    private RpcResult committee(RpcParams params) {
        long epoch = params.findNumber("epoch").orElse(epoch());
        Committee committee = staking()
                .committee(epoch)
                .or(() -> electedLongAgo(epoch))
                .orElseThrow(() -> new RpcRefusal(
                        RpcErrorCode.NOT_FOUND.with("the committee of epoch " + epoch + " is not in the state")));
        ObjectNode json = Json.object()
                .put("epoch", Long.toString(epoch))
                .put("hash", committee.hash().hex())
                .put("raw", HexFormat.of().formatHex(committee.encoded()))
                .put("totalWeight", grad(committee.totalWeight()));
        ArrayNode members = json.putArray("members");
        committee
                .members()
                .forEach(member ->
                        members.addObject().put("key", member.key().hex()).put("weight", grad(member.weight())));
        return RpcResult.ok(json);
    }

    private ObjectNode text(Validator validator, Staking staking, long epoch) {
        Optional<Committee> committee = staking.committee(epoch);
        boolean member =
                committee.filter(voters -> voters.indexOf(validator.key()) >= 0).isPresent();
        ObjectNode json = Json.object()
                .put("key", validator.key().hex())
                .put("name", name(validator))
                .put("operator", node.addresses().text(validator.operator()))
                .put("payee", node.addresses().text(validator.payee()))
                .put("stake", grad(validator.stake()))
                .put("self", grad(validator.self()))
                .put("delegated", grad(validator.pool().units()))
                .put("leaving", grad(validator.leavingUnits()))
                .put("member", member)
                .put("proposed", Long.toString(validator.turns().in(epoch)))
                .put("jailed", validator.jailedUntil() != 0)
                .put("tombstoned", validator.tombstoned())
                .put("beaconKey", HexFormat.of().formatHex(validator.beaconKey()));
        if (validator.jailedUntil() != 0) {
            json.put("mayUnjailInEpoch", Long.toString(validator.jailedUntil()));
        }
        return json;
    }

    /** As the chain spec calls it; empty for those that came later. */
    private String name(Validator validator) {
        return node.spec().validators().stream()
                .filter(first -> first.key().equals(validator.key()))
                .findFirst()
                .map(first -> first.name())
                .orElse("");
    }

    private static String grad(long units) {
        return new Amount(units).toString();
    }
}
