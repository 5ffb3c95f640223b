package io.gradchain.node.api;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.TrapReading;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.Deploys;
import io.gradchain.node.execution.BlockContext;
import io.gradchain.node.execution.WorldState;
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

/** Contracts: {@code contract_*}, {@code model_history}. */
final class ContractMethods {
    /** Most blocks and most events of one answer. */
    private static final int MAX_BLOCKS = 5_000;

    private static final int MAX_EVENTS = 10_000;
    private static final long MAX_DATA = 1 << 20;

    private static final Param CONTRACT = Param.required("address", "address", "The contract.");
    private static final Param FROM = Param.optional("fromHeight", "u64 string", "First block, 1 when left out.");

    private final NodeParts node;
    private final ChainText text;

    ContractMethods(NodeParts node) {
        this.node = node;
        this.text = new ChainText(node);
    }

    void register(RpcMethods methods) {
        methods.register(
                "contract_interface",
                "A contract's functions, events and state variables, and the transaction that deployed it.",
                List.of(CONTRACT),
                this::show);
        methods.register(
                "contract_call",
                "Calls a view function: no transaction, no fee, no change.",
                List.of(
                        CONTRACT,
                        Param.required("function", "text", "Name of a view."),
                        Param.optional("arguments", "hex", "Encoded arguments, none when left out."),
                        Param.optional(
                                "height", "u64 string", "State after that final block, the newest when left out.")),
                this::call);
        methods.register(
                "contract_events",
                "Events of a contract in final blocks, oldest first, with nextHeight where there are more blocks.",
                List.of(CONTRACT, Param.optional("event", "text", "Only events of this name."), FROM),
                params -> events(params, params.findText("event")));
        methods.register(
                "model_history",
                "The Loss events of a trained model in final blocks, oldest first.",
                List.of(CONTRACT, FROM),
                params -> events(params, Optional.of("Loss")));
    }

    private Interface shown(Address address) {
        return text.interfaceOf(address)
                .orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with(
                        "no contract at " + node.addresses().text(address))));
    }

    private RpcResult show(RpcParams params) {
        Address address = node.addresses().parse(params, "address");
        ObjectNode json = ContractText.shown(shown(address));
        json.put("address", node.addresses().text(address));
        Deploys.transactionOf(node.store(), address).ifPresent(tx -> json.put("deployedBy", tx.hex()));
        return RpcResult.ok(json);
    }

    private RpcResult call(RpcParams params) {
        Address address = node.addresses().parse(params, "address");
        String function = params.text("function");
        byte[] arguments =
                params.find("arguments").isPresent() ? params.bytes("arguments", Payload.MAX_ARGUMENTS) : new byte[0];
        CheckedBlock block = params.findNumber("height")
                .map(height -> node.chain()
                        .finalAt(height)
                        .orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with("no final block " + height))))
                .orElseGet(() -> node.chain().checked(node.chain().finalHash()).orElseThrow());
        Payload.Call call = new Payload.Call(address, function, arguments, Amount.ZERO);
        BlockContext context = new BlockContext(
                block.height(),
                block.header().timeMillis(),
                node.rules().engine().epochs().of(block.height(), block.header().seal()));
        WorldState world = new WorldState(node.trees(), block.header().stateRoot());
        Optional<RunResult> result = node.contracts()
                .view(Address.NOBODY, call, world, context, node.rules().blockGasLimit());
        if (result.isEmpty()) {
            throw new RpcRefusal(RpcErrorCode.NOT_FOUND.with(
                    "no contract at " + node.addresses().text(address)));
        }
        return switch (result.get()) {
            case RunResult.Returned(byte[] output, long gasUsed) -> {
                ObjectNode json = Json.object()
                        .put("output", HexFormat.of().formatHex(output))
                        .put("gasUsed", Long.toString(gasUsed))
                        .put("height", Long.toString(block.height()));
                shown(address)
                        .function(function)
                        .flatMap(signature -> ContractText.output(signature, output))
                        .ifPresent(decimals -> json.put("result", decimals));
                yield RpcResult.ok(json);
            }
            case RunResult.Trapped trapped -> {
                Program program = node.contracts()
                        .program(world.account(address).code(), node.trees())
                        .program();
                TrapReading reading = new TrapText(node)
                        .read(program, new SourceText(node).of(address), trapped, address, block, context, world);
                yield RpcResult.rejected(
                        trapped.trap().id(),
                        trapped.trap().cause()
                                + reading.message().map(text -> ": " + text).orElse(""),
                        reading.hint(),
                        TrapText.json(reading));
            }
        };
    }

    private RpcResult events(RpcParams params, Optional<String> name) {
        Address address = node.addresses().parse(params, "address");
        Interface shown = shown(address);
        long from = Math.max(1, params.findNumber("fromHeight").orElse(1L));
        long last = node.chain().finalizedHeader().height();
        ArrayNode found = Json.array();
        long height = from;
        long data = 0;
        while (height <= last
                && height < from + MAX_BLOCKS
                && found.size() < MAX_EVENTS
                && data < MAX_DATA
                && !params.shouldStop()) {
            CheckedBlock block = node.chain().finalAt(height).orElseThrow();
            for (int i = 0; i < block.receipts().size(); i++) {
                for (Event event : block.receipts().get(i).events()) {
                    if (event.contract().equals(address) && isNamed(shown, event, name)) {
                        data += event.data().length;
                        found.add(ContractText.event(event, node.addresses().text(address), Optional.of(shown))
                                .put("height", Long.toString(height))
                                .put(
                                        "transaction",
                                        block.receipts().get(i).transaction().hex()));
                    }
                }
            }
            height++;
        }
        ObjectNode json = Json.object();
        json.set("events", found);
        if (height <= last) {
            json.put("nextHeight", Long.toString(height));
        }
        return RpcResult.ok(json);
    }

    private static boolean isNamed(Interface shown, Event event, Optional<String> name) {
        return name.isEmpty() || shown.event(event.topic()).map(EventType::name).equals(name);
    }
}
