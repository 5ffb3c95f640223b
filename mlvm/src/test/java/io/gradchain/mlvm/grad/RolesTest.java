package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Neighbours.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import org.junit.jupiter.api.Test;

/** Who may call: the owner, and accounts with a role. */
final class RolesTest {
    private static final int OWNER = 1;
    private static final int TRAINER = 2;
    private static final int STRANGER = 3;

    private static final String SOURCE = """
            role TRAINER
            role AUDITOR
            state:
                n: int
            @external @role(TRAINER)
            fn train():
                n += 1
            @external
            @role(AUDITOR)
            @owner
            fn audit():
                n += 100
            @view @role(TRAINER)
            fn secret() -> int:
                return n
            """;

    private final Contract c = owned();

    private static Contract owned() {
        Contract contract = new Contract(
                Contract.compiled("contract A:\n" + SOURCE.indent(4)).program());
        contract.host.caller = Neighbours.address(OWNER);
        return contract.deploy();
    }

    private String as(int caller, CallMode mode, String function, Value... arguments) {
        c.host.caller = Neighbours.address(caller);
        RunResult result = c.run(mode, function, arguments);
        return result instanceof Trapped trapped
                ? c.program.shown().message(trapped.index()).orElseThrow()
                : "";
    }

    private String as(int caller, String function, Value... arguments) {
        return as(caller, CallMode.TRANSACTION, function, arguments);
    }

    @Test
    void theOwnerNamesAndDismisses() {
        assertThat(as(TRAINER, "train")).isEqualTo("only a TRAINER may do this");
        assertThat(as(OWNER, "train")).isEqualTo("only a TRAINER may do this");
        assertThat(as(OWNER, "grant_TRAINER", at(TRAINER))).isEmpty();
        assertThat(as(TRAINER, "train")).isEmpty();
        assertThat(as(TRAINER, CallMode.VIEW, "secret")).isEmpty();
        assertThat(as(STRANGER, "train")).isEqualTo("only a TRAINER may do this");
        assertThat(as(STRANGER, CallMode.VIEW, "secret")).isEqualTo("only a TRAINER may do this");
        assertThat(as(OWNER, "revoke_TRAINER", at(TRAINER))).isEmpty();
        assertThat(as(TRAINER, "train")).isEqualTo("only a TRAINER may do this");
        assertThat(c.say("n")).isEqualTo("1");
    }

    @Test
    void nobodyElseNamesAnybody() {
        assertThat(as(STRANGER, "grant_TRAINER", at(STRANGER))).isEqualTo("only the owner may do this");
        assertThat(as(OWNER, "grant_TRAINER", at(TRAINER))).isEmpty();
        assertThat(as(TRAINER, "grant_TRAINER", at(STRANGER))).isEqualTo("only the owner may do this");
        assertThat(as(TRAINER, "revoke_TRAINER", at(TRAINER))).isEqualTo("only the owner may do this");
        assertThat(as(TRAINER, "grant_AUDITOR", at(TRAINER))).isEqualTo("only the owner may do this");
    }

    @Test
    void rolesAreApartAndMarksAddUp() {
        as(OWNER, "grant_AUDITOR", at(TRAINER));
        assertThat(as(TRAINER, "train")).isEqualTo("only a TRAINER may do this");
        assertThat(as(TRAINER, "audit")).isEqualTo("only the owner may do this");
        assertThat(as(OWNER, "audit")).isEqualTo("only a AUDITOR may do this");
        as(OWNER, "grant_AUDITOR", at(OWNER));
        assertThat(as(OWNER, "audit")).isEmpty();
        assertThat(c.say("n")).isEqualTo("100");
    }

    @Test
    void whoHasARoleCanBeAsked() {
        as(OWNER, "grant_TRAINER", at(TRAINER));
        assertThat(c.say("TRAINER", at(TRAINER))).isEqualTo("true");
        assertThat(c.say("TRAINER", at(STRANGER))).isEqualTo("false");
        assertThat(c.say("owner")).contains("0100000000000000000000000000000000000000");
    }
}
