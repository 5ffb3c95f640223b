package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Testnet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Stake by command line, on a chain of one validator. */
@Timeout(120)
final class StakeCommandTest {
    @TempDir
    Path folder;

    private Shell shell;
    private Testnet net;
    private String url;

    @BeforeEach
    void start() {
        shell = new Shell(folder.resolve("home"));
        net = Testnet.start(
                        folder.resolve("chain"),
                        Presets.localPos(1),
                        List.of(DevKeys.of(new Ed25519(), DevKeys.validator(1))))
                .orElseThrow();
        url = "http://127.0.0.1:" + net.up().iterator().next().rpcAddress().getPort();
    }

    @AfterEach
    void stop() {
        net.close();
        shell.close();
    }

    private int run(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--node";
        all[args.length + 1] = url;
        return shell.run(all);
    }

    @Test
    void stakeIsDelegatedShownAndTakenBack() {
        assertThat(run("stake", "delegate", "node1", "500", "--from", "bob", "--json"))
                .as(shell.said())
                .isZero();
        assertThat(shell.json().path("grad").asString()).isEqualTo("500");
        assertThat(run("stake", "show", "--json")).isZero();
        JsonNode node1 = shell.json().path("stakes").path("validators").get(0);
        assertThat(node1.path("name").asString()).isEqualTo("node1");
        assertThat(node1.path("self").asString()).isEqualTo("1000");
        assertThat(Double.parseDouble(node1.path("delegated").asString())).isBetween(500.0, 600.0);
        assertThat(run("stake", "undelegate", "node1", "all", "--from", "bob")).isZero();
        assertThat(shell.said()).contains("Final in block", "undelegate", "Next:");
        assertThat(run("stake", "show", "--of", "bob", "--json")).isZero();
        JsonNode bob = shell.json().path("delegations");
        assertThat(bob.path("delegations")).isEmpty();
        assertThat(bob.path("unbonding").get(0).path("paidInEpoch").asString()).isEqualTo("3");
        assertThat(run("stake", "show")).isZero();
        assertThat(shell.said()).contains("node1", "votes", "epoch 0");
    }

    @Test
    void aPersonBecomesAValidator() {
        assertThat(run("stake", "bond", "carol", "25.5", "--json"))
                .as(shell.said())
                .isZero();
        assertThat(run("stake", "show", "carol", "--json")).isZero();
        JsonNode carol = shell.json().path("validator");
        assertThat(carol.path("stake").asString()).isEqualTo("25.5");
        assertThat(carol.path("member").asBoolean()).isFalse();
    }

    @Test
    void refusalsSayWhyAndWhatToDo() {
        assertThat(run("stake", "unbond", "node1", "2000", "--from", "alice")).isEqualTo(1);
        assertThat(shell.complaint()).contains("EX-1101", "hint");
        assertThat(run("stake", "delegate", "dave", "1")).isEqualTo(1);
        assertThat(shell.complaint()).contains("EX-1102");
        assertThat(run("stake", "delegate", "nobody", "1")).isEqualTo(1);
        assertThat(shell.complaint()).contains("nobody");
        assertThat(run("stake", "delegate", "node1")).isEqualTo(2);
        assertThat(shell.complaint()).contains("amount is missing");
        assertThat(run("stake", "bond", "node1", "0")).isEqualTo(2);
        assertThat(run("stake", "unjail", "node1", "5")).isEqualTo(2);
        assertThat(run("stake", "show", "dave")).isEqualTo(1);
        assertThat(shell.complaint()).contains("no validator has this key");
    }
}
