package io.gradchain.cli.training;

import io.gradchain.cli.chain.Included;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.reference.Model;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Metadata;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a compiled contract on the chain. */
public final class Deployment {
    private static final long GAS_SHARE = 4;

    private Deployment() {}

    /**
     * Compiles and deploys a contract of the library for {@code features} features and at most {@code cap} rows.
     *
     * @param rate learning rate η as a decimal
     * @param alpha weight of the penalty α·|w|² as a decimal
     */
    public static Deployed run(
            Sender sender, long blockGasLimit, Model model, int features, int cap, String rate, String alpha) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", features);
        sizes.put("CAP", cap);
        ContractSource source = ContractSource.named(model.name());
        Compiled compiled = source.compile(sizes);
        byte[] arguments = arguments(compiled, Map.of("eta0", rate, "alpha", alpha));
        return run(sender, blockGasLimit, compiled, arguments, Metadata.of(compiled, sizes, source.text()));
    }

    /** What {@code init} takes: the texts given by name, else the source's defaults; encoded. */
    public static byte[] arguments(Compiled contract, Map<String, String> given) {
        return InitArguments.encode(contract, given);
    }

    /**
     * Deploys.
     *
     * @param arguments of {@link #arguments}
     * @param metadata with the source, or without it
     */
    public static Deployed run(
            Sender sender, long blockGasLimit, Compiled contract, byte[] arguments, Metadata metadata) {
        Payload deploy = new Payload.Deploy(contract.program().encoded(), metadata.encoded(), arguments);
        Included included = sender.send(deploy, blockGasLimit / GAS_SHARE);
        return new Deployed(Address.of(included.output()), included);
    }

    /** A new contract. */
    public record Deployed(Address address, Included included) {}
}
