package io.gradchain.cli.training;

import io.gradchain.cli.error.CliError;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.check.CheckedContract.Default;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the {@code init} of a new contract is called with. */
final class InitArguments {
    private InitArguments() {}

    /**
     * The encoded arguments: of the given texts, and of the source's defaults for the rest.
     *
     * @param given values as people type them, by the name of the parameter
     */
    static byte[] encode(Compiled contract, Map<String, String> given) {
        Optional<Signature> init = contract.shown().function("init");
        List<Field> wanted = init.map(Signature::parameters).orElse(List.of());
        List<String> names = wanted.stream().map(Field::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw CliError.BAD_OPTION.at(
                        "--param " + name,
                        contract.shown().name() + " has no such parameter",
                        names.isEmpty() ? "it takes none" : "it takes " + String.join(", ", names));
            }
        }
        List<Value> values = new ArrayList<>();
        for (Field field : wanted) {
            String text = given.get(field.name());
            values.add(
                    text == null
                            ? byDefault(contract, field)
                            : Arguments.value(init.orElseThrow(), field, text.strip()));
        }
        return Values.encode(values.toArray(Value[]::new));
    }

    private static Value byDefault(Compiled contract, Field field) {
        return contract.params().stream()
                .filter(p -> p.param().name().equals(field.name()))
                .findFirst()
                .flatMap(Default::raw)
                .flatMap(raw -> number(field.type(), raw))
                .orElseThrow(() -> CliError.BAD_OPTION.at(
                        contract.shown().name(),
                        "the parameter " + field + " has no default",
                        "give it: --param " + field.name() + "=VALUE"));
    }

    private static Optional<Value> number(Type type, long raw) {
        if (type == Type.Scalar.FIXED) {
            return Optional.of(Value.fixed(raw));
        }
        if (type == Type.Scalar.BOOL) {
            return Optional.of(new Value.BoolValue(raw != 0));
        }
        return type == Type.Scalar.INT ? Optional.of(Value.integer(raw)) : Optional.empty();
    }
}
