package io.gradchain.cli.training;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Included;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.error.CliError;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Type;
import java.util.List;

/** Calls of one contract, with values instead of bytes. */
record ContractCalls(ChainClient chain, Address address, Interface shown) {
    Included call(Sender sender, String function, long gasLimit, Value... arguments) {
        return sender.send(payload(function, arguments), gasLimit);
    }

    Payload payload(String function, Value... arguments) {
        return new Payload.Call(address, function, Values.encode(arguments), Amount.ZERO);
    }

    Value view(String function, Value... arguments) {
        Type result = shown.function(function)
                .flatMap(f -> f.result())
                .orElseThrow(() -> CliError.NOT_FOUND.at(
                        shown.name(),
                        "the contract has no view " + function,
                        "gradchain call " + shown.name() + " lists what it has"));
        return decode(List.of(result), chain.view(address, function, Values.encode(arguments)))
                .getFirst();
    }

    static List<Value> decode(List<Type> types, byte[] bytes) {
        return switch (Values.decode(types, bytes)) {
            case Values.Decoded.Good good -> good.values();
            case Values.Decoded.Bad bad ->
                throw new IllegalStateException("the node sent value " + bad.position() + ": " + bad.reason());
        };
    }

    long blockGas() {
        return chain.status().blockGasLimit();
    }

    static long raw(Value value) {
        return ((Value.FixedValue) value).raw();
    }

    static long integer(Value value) {
        return ((Value.IntValue) value).value();
    }
}
