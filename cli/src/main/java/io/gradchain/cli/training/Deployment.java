package io.gradchain.cli.training;

import io.gradchain.cli.chain.Included;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.reference.Model;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.contract.LogisticRegression;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;

/** Puts one of the two bundled contracts on the chain. */
public final class Deployment {
    private static final long GAS_SHARE = 4;

    private Deployment() {}

    /**
     * Deploys a contract for {@code features} features and at most {@code cap} rows.
     *
     * @param rate learning rate η as a decimal
     * @param alpha weight of the penalty α·|w|² as a decimal
     */
    public static Deployed run(
            Sender sender, long blockGasLimit, Model model, int features, int cap, String rate, String alpha) {
        Program program;
        try {
            program = switch (model) {
                case LINEAR -> LinearRegression.program(features, cap);
                case LOGISTIC -> LogisticRegression.program(features, cap);
            };
        } catch (IllegalArgumentException e) {
            throw CliError.BAD_OPTION.at("--features " + features + " --rows " + cap, e.getMessage());
        }
        byte[] arguments = Values.encode(fixed("--rate", rate), fixed("--alpha", alpha));
        Payload deploy = new Payload.Deploy(program.encoded(), program.shown().encoded(), arguments);
        Included included = sender.send(deploy, blockGasLimit / GAS_SHARE);
        return new Deployed(Address.of(included.output()), included);
    }

    /** A new contract. */
    public record Deployed(Address address, Included included) {}

    private static Value fixed(String option, String text) {
        return switch (Fixed.parse(text)) {
            case ParseResult.Parsed parsed -> Value.fixed(parsed.raw());
            case ParseResult.Refused refused -> throw CliError.BAD_OPTION.at(option + " " + text, refused.reason());
        };
    }
}
