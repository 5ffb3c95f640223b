package io.gradchain.node.api;

import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.mlvm.grad.trap.Place;
import io.gradchain.node.execution.ExecutionFailure;
import io.gradchain.node.execution.staking.StakingFailure;
import io.gradchain.node.rpc.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bytes of contracts in words: what a receipt commits to is codes and bytes only, the interface gives them names. */
final class ContractText {
    private ContractText() {}

    static ObjectNode shown(Interface shown) {
        ObjectNode json = Json.object().put("name", shown.name());
        json.set("state", fields(shown.state()));
        ArrayNode events = json.putArray("events");
        for (EventType event : shown.events()) {
            events.addObject().put("name", event.name()).set("fields", fields(event.fields()));
        }
        ArrayNode functions = json.putArray("functions");
        for (Signature function : shown.functions()) {
            ObjectNode entry = functions
                    .addObject()
                    .put("name", function.name())
                    .put("kind", function.kind().name().toLowerCase(java.util.Locale.ROOT));
            entry.set("parameters", fields(function.parameters()));
            entry.put("result", function.result().map(Type::text).orElse(""));
        }
        return json.put("encoded", HexFormat.of().formatHex(shown.encoded()));
    }

    private static ArrayNode fields(List<Field> fields) {
        ArrayNode json = Json.array();
        fields.forEach(field -> json.addObject()
                .put("name", field.name())
                .put("type", field.type().text()));
        return json;
    }

    /** The event with its raw data, and with names and decimals where the contract is known. */
    static ObjectNode event(Event event, String contract, Optional<Interface> shown) {
        ObjectNode json = Json.object()
                .put("contract", contract)
                .put("topic", event.topic())
                .put("data", HexFormat.of().formatHex(event.data()));
        Optional<EventType> type = shown.flatMap(s -> s.event(event.topic()));
        if (type.isPresent()
                && Values.decode(type.get().types(), event.data()) instanceof Values.Decoded.Good(List<Value> values)) {
            json.put("name", type.get().name());
            ObjectNode named = json.putObject("values");
            for (int i = 0; i < values.size(); i++) {
                named.put(type.get().fields().get(i).name(), values.get(i).text());
            }
        }
        return json;
    }

    /** Why a transaction failed, with cause and hint. */
    static ObjectNode failure(Receipt.Failed failed, Optional<Interface> shown) {
        ObjectNode json = Json.object()
                .put("number", failed.code())
                .put("function", failed.function())
                .put("pc", failed.pc())
                .put("index", Json.number(failed.index()).stringValue());
        for (Trap trap : Trap.values()) {
            if (trap.number() == failed.code()) {
                json.put("code", trap.id()).put("cause", trap.cause()).put("hint", trap.hint());
                if (trap == Trap.REQUIRE) {
                    shown.flatMap(s -> s.message(failed.index())).ifPresent(text -> json.put("message", text));
                }
            }
        }
        ExecutionFailure.ofCode(failed.code())
                .ifPresent(failure -> json.put("code", failure.id())
                        .put("cause", failure.title())
                        .put("hint", failure.hint()));
        StakingFailure.ofCode(failed.code())
                .ifPresent(failure -> json.put("code", failure.id())
                        .put("cause", failure.title())
                        .put("hint", failure.hint()));
        if (shown.isPresent() && failed.function() < shown.get().functions().size()) {
            json.put(
                    "functionName",
                    shown.get().functions().get(failed.function()).name());
        }
        return json;
    }

    /** Where in the source a transaction failed, empty where no instruction ran or the source is not known. */
    static Optional<Place> place(Receipt.Failed failed, Optional<Metadata> metadata) {
        boolean entered = failed.code() != Trap.NOT_CALLABLE.number()
                && failed.code() != Trap.BAD_ARGUMENT.number()
                && failed.code() != Trap.NOT_PAYABLE.number();
        return metadata.filter(m -> entered).flatMap(m -> Place.of(m, failed.function(), failed.pc()));
    }

    /** A result in decimals, empty where it does not decode. */
    static Optional<String> output(Signature function, byte[] output) {
        return function.result()
                .filter(type -> Values.decode(List.of(type), output) instanceof Values.Decoded.Good)
                .map(type -> ((Values.Decoded.Good) Values.decode(List.of(type), output))
                        .values()
                        .getFirst()
                        .text());
    }
}
