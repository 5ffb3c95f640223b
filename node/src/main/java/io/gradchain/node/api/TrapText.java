package io.gradchain.node.api;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.Site.Announced;
import io.gradchain.mlvm.TrapReading;
import io.gradchain.mlvm.TrapReading.Circumstances;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.mlvm.grad.trap.Place;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.execution.BlockContext;
import io.gradchain.node.execution.WorldState;
import io.gradchain.node.rpc.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Traps in words, with what the chain knows about the contract. */
record TrapText(NodeParts node) {
    /** How far back losses are looked for, and how many are enough. */
    private static final int BLOCKS_BACK = 64;

    private static final int EVENTS_BACK = 16;

    static ObjectNode place(String contract, Place place) {
        return Json.object()
                .put("contract", contract)
                .put("line", place.span().line())
                .put("column", place.span().column())
                .put("length", place.span().length())
                .put("text", place.text());
    }

    static ObjectNode json(TrapReading reading) {
        ObjectNode json = Json.object()
                .put("code", reading.trap().id())
                .put("trap", reading.trap().name())
                .put("cause", reading.trap().cause())
                .put("contractName", reading.contract())
                .put("pc", reading.pc());
        reading.function().ifPresent(name -> json.put("function", name));
        reading.message().ifPresent(text -> json.put("message", text));
        reading.place().ifPresent(place -> json.set("place", place(reading.contract(), place)));
        ArrayNode rounds = json.putArray("iterations");
        reading.rounds()
                .forEach(round -> rounds.addObject()
                        .put("iteration", Long.toString(round.index() + 1))
                        .put("of", Long.toString(round.of())));
        ArrayNode operands = json.putArray("operands");
        reading.operands()
                .forEach(operand -> operands.addObject()
                        .put("name", operand.name())
                        .put("value", operand.value())
                        .put("type", operand.type()));
        reading.reading().ifPresent(text -> json.put("reading", text));
        return json.put("hint", reading.hint()).put("text", reading.text());
    }

    /** The reading of a call of {@code contract}, whose steps of training are asked of the state it ran on. */
    TrapReading read(
            Program program,
            Optional<Metadata> metadata,
            RunResult.Trapped trapped,
            Address contract,
            CheckedBlock parent,
            BlockContext block,
            WorldState world) {
        return TrapReading.of(
                program,
                metadata,
                trapped,
                new Circumstances(earlier(contract, parent), rates(program.shown(), contract, block, world)));
    }

    private SortedMap<String, String> rates(Interface shown, Address contract, BlockContext block, WorldState world) {
        SortedMap<String, String> rates = new TreeMap<>();
        for (String name : TrapReading.rates(shown)) {
            Payload.Call view = new Payload.Call(contract, name, new byte[0], Amount.ZERO);
            long gas = node.rules().blockGasLimit();
            if (node.contracts().view(Address.NOBODY, view, world, block, gas).orElse(null)
                    instanceof RunResult.Returned returned) {
                shown.function(name)
                        .flatMap(signature -> ContractText.output(signature, returned.output()))
                        .ifPresent(text -> rates.put(name, text));
            }
        }
        return rates;
    }

    /** What the contract announced last, up to the block {@code last}, oldest first. */
    private List<Announced> earlier(Address contract, CheckedBlock last) {
        List<Announced> found = new ArrayList<>();
        Optional<CheckedBlock> at = Optional.of(last);
        for (int i = 0; i < BLOCKS_BACK && at.isPresent() && found.size() < EVENTS_BACK; i++) {
            List<Event> events = new ArrayList<>();
            at.get().receipts().forEach(receipt -> events.addAll(receipt.events()));
            for (Event event : events.reversed()) {
                if (event.contract().equals(contract) && found.size() < EVENTS_BACK) {
                    found.add(new Announced(event.topic(), event.data()));
                }
            }
            at = at.get().height() == 0
                    ? Optional.empty()
                    : node.chain().checked(at.get().header().parent());
        }
        Collections.reverse(found);
        return found;
    }
}
