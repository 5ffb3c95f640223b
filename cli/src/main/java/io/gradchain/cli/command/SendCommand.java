package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Included;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Moves GRAD. */
@Command(
        name = "send",
        description = "Send GRAD and wait until it is final.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain send bob 12.5",
            "  gradchain send tgrad1… 1 --from carol",
            "  gradchain send bob 3 --from savings"
        })
final class SendCommand implements Runnable {
    private static final long GAS_LIMIT = 1_000_000;

    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Mixin
    private Unlock unlock;

    @Parameters(index = "0", paramLabel = "TO", description = "A name or an address.")
    private String to;

    @Parameters(index = "1", paramLabel = "GRAD", description = "Decimal GRAD, at most nine digits after the point.")
    private String amount;

    @Option(names = "--from", paramLabel = "NAME", defaultValue = "alice", description = "Who pays (default: alice).")
    private String from;

    @Override
    public void run() {
        Screen screen = common.screen();
        Amount grad =
                switch (Amount.parse(amount)) {
                    case Attempt.Done<Amount>(Amount parsed) -> parsed;
                    case Attempt.Refused<Amount>(var refusal) ->
                        throw Problem.of(refusal).failed();
                };
        Address receiver = Target.address(common.home(), to);
        try (ChainClient chain = target.connect(common.home())) {
            long start = System.nanoTime();
            Included included =
                    unlock.sender(chain, common.home(), from).send(new Payload.Transfer(receiver, grad), GAS_LIMIT);
            double ms = (System.nanoTime() - start) / 1e6;
            screen.line("Final in block %d after %.1f ms: %s sent %s GRAD to %s."
                    .formatted(included.height(), ms, from, amount, to));
            screen.next("gradchain tx show " + included.transaction().hex(), "gradchain account show " + to);
            screen.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("ok", true)
                    .put("transaction", included.transaction().hex())
                    .put("height", included.height())
                    .put("gas", included.gasUsed())
                    .put("milliseconds", ms));
        }
    }
}
