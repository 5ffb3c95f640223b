package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Included;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.chain.Signer;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.VrfKeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Payload.Stake.Action;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the five actions share: all send one transaction about one validator and wait until it is final. */
abstract class StakeAction implements Runnable {
    private static final long GAS_LIMIT = 1_000_000;
    private static final String ALL = "all";

    private final Action action;

    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Mixin
    private Unlock unlock;

    @Parameters(index = "0", paramLabel = "VALIDATOR", description = "A name (node1…), or a public key in hex.")
    private String validator;

    @Parameters(
            index = "1",
            paramLabel = "GRAD",
            arity = "0..1",
            description = "Decimal GRAD; @|bold all|@ to take everything back; none to unjail.")
    private String amount;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "Who sends it (default: the validator itself; to delegate and undelegate, alice).")
    private String from;

    StakeAction(Action action) {
        this.action = action;
    }

    private String verb() {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private String sender() {
        return Optional.ofNullable(from)
                .orElse(
                        switch (action) {
                            case DELEGATE, UNDELEGATE -> "alice";
                            case BOND, UNBOND, UNJAIL -> validator;
                        });
    }

    /** Zero stands for everything, or for an action without an amount. */
    private Amount amount() {
        return switch (action) {
            case UNJAIL -> {
                if (amount != null) {
                    throw CliError.BAD_OPTION.at("stake unjail", "it takes no amount", "leave '" + amount + "' out");
                }
                yield Amount.ZERO;
            }
            case UNBOND, UNDELEGATE -> ALL.equals(amount) ? Amount.ZERO : positive();
            case BOND, DELEGATE -> positive();
        };
    }

    private Amount positive() {
        if (amount == null) {
            throw CliError.BAD_OPTION.at("stake " + verb(), "the amount is missing", "say how many GRAD");
        }
        Amount parsed =
                switch (Amount.parse(amount)) {
                    case Attempt.Done<Amount>(Amount done) -> done;
                    case Attempt.Refused<Amount>(var refusal) ->
                        throw Problem.of(refusal).failed();
                };
        if (parsed.equals(Amount.ZERO)) {
            throw CliError.BAD_OPTION.at("stake " + verb(), "the amount is zero", "say more than 0 GRAD");
        }
        return parsed;
    }

    /** The first bond tells what the validator will prove randomness with; its node derives the same from its key. */
    private byte[] beaconKey(ChainClient chain, PublicKey key, Signer signer) {
        return action == Action.BOND && !chain.isValidator(key.hex())
                ? VrfKeyPair.fromSeed(signer.key().seed()).publicKey().bytes()
                : new byte[0];
    }

    @Override
    public void run() {
        Screen screen = common.screen();
        Amount grad = amount();
        PublicKey key = Target.validator(validator);
        try (ChainClient chain = target.connect(common.home())) {
            Sender sender = unlock.sender(chain, common.home(), sender());
            Included included = sender.send(
                    new Payload.Stake(action, key, grad, beaconKey(chain, key, sender.signer())), GAS_LIMIT);
            Amount moved = ByteReader.decode(included.output(), Amount::read);
            screen.line("Final in block %d: %s, %s GRAD, validator %s, sent by %s."
                    .formatted(included.height(), verb(), moved, validator, sender()));
            screen.next("gradchain stake show " + validator, "gradchain stake show");
            screen.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("ok", true)
                    .put("action", verb())
                    .put("validator", key.hex())
                    .put("grad", moved.toString())
                    .put("transaction", included.transaction().hex())
                    .put("height", included.height())
                    .put("gas", included.gasUsed()));
        }
    }
}
