package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Included;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.training.Arguments;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Calls one function of a contract. */
@Command(
        name = "call",
        description = "Call a function of a contract: a view answers at once, anything else is a transaction.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain call @last                      lists the functions",
            "  gradchain call @last coef_",
            "  gradchain call linear predict '[[0.5, -1, 0, 0, 0, 0, 0, 0, 0, 0]]'",
            "  gradchain call linear fit 10"
        })
final class CallCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Mixin
    private Unlock unlock;

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "A name, @last, or an address.")
    private String contract;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FUNCTION", description = "Left out: list the functions.")
    private String function;

    @Parameters(
            index = "2..*",
            paramLabel = "ARGUMENT",
            description = "0.1, 12, true, 0xff, [1.5, -2], [[1, 2], [3, 4]]")
    private List<String> arguments = List.of();

    @Option(names = "--from", paramLabel = "NAME", defaultValue = "alice", description = "Who pays (default: alice).")
    private String from;

    @Option(names = "--gas", paramLabel = "GAS", description = "Gas limit (default: half a block).")
    private Optional<Long> gas = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        Address address = Target.address(common.home(), contract);
        try (ChainClient chain = target.connect(common.home())) {
            Interface shown = chain.contract(address);
            if (function == null) {
                list(screen, shown);
                return;
            }
            Signature signature = shown.function(function)
                    .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                            function,
                            shown.name() + " has no such function",
                            "it has "
                                    + String.join(
                                            ", ",
                                            shown.functions().stream()
                                                    .map(Signature::name)
                                                    .toList())));
            List<Value> values = Arguments.parse(signature, arguments);
            ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
            if (signature.kind() == Signature.Kind.VIEW) {
                show(screen, result, signature, chain.view(address, function, Values.encode(values)));
            } else {
                Payload call = new Payload.Call(address, function, Values.encode(values), Amount.ZERO);
                long limit = gas.orElse(chain.status().blockGasLimit() / 2);
                Included included = unlock.sender(chain, common.home(), from).send(call, limit);
                screen.line("Final in block " + included.height() + ", " + included.gasUsed() + " gas");
                result.put("transaction", included.transaction().hex())
                        .put("height", included.height())
                        .put("gas", included.gasUsed());
                show(screen, result, signature, included.output());
                events(screen, result, shown, included.events());
            }
            screen.next("gradchain call " + contract);
            screen.result(result);
        }
    }

    private static void list(Screen screen, Interface shown) {
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("ok", true).put("name", shown.name());
        ArrayNode functions = result.putArray("functions");
        screen.heading(shown.name());
        for (Signature f : shown.functions()) {
            String text = f.name() + "("
                    + String.join(
                            ", ", f.parameters().stream().map(Field::toString).toList()) + ")"
                    + f.result().map(type -> ": " + type.text()).orElse("");
            screen.line("  " + (f.kind() == Signature.Kind.VIEW ? "view  " : "      ") + text);
            functions
                    .addObject()
                    .put("name", f.name())
                    .put("view", f.kind() == Signature.Kind.VIEW)
                    .put("text", text);
        }
        screen.next("gradchain call @last n_iter_");
        screen.result(result);
    }

    private static void show(Screen screen, ObjectNode result, Signature signature, byte[] output) {
        signature.result().ifPresent(type -> {
            String text = chainValues(List.of(type), output).getFirst().text();
            screen.line("  " + text);
            result.put("result", text);
        });
    }

    private static void events(Screen screen, ObjectNode result, Interface shown, List<Event> events) {
        ArrayNode list = result.putArray("events");
        for (Event event : events) {
            shown.event(event.topic()).ifPresent(type -> {
                List<Value> values = chainValues(type.types(), event.data());
                ObjectNode node = list.addObject().put("event", type.name());
                StringBuilder line = new StringBuilder("  " + type.name());
                for (int i = 0; i < values.size(); i++) {
                    node.put(type.fields().get(i).name(), values.get(i).text());
                    line.append("  ")
                            .append(type.fields().get(i).name())
                            .append(' ')
                            .append(values.get(i).text());
                }
                screen.line(line.toString());
            });
        }
    }

    private static List<Value> chainValues(List<Type> types, byte[] bytes) {
        return switch (Values.decode(types, bytes)) {
            case Values.Decoded.Good good -> good.values();
            case Values.Decoded.Bad bad ->
                throw new IllegalStateException("the node sent value " + bad.position() + ": " + bad.reason());
        };
    }
}
