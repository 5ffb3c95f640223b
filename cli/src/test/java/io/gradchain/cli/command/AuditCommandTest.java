package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Testnet;
import io.gradchain.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditCommandTest {
    private static final ChainSpec SPEC = Presets.localPos(1);

    @TempDir
    private Path home;

    @Test
    void namesWhoSignedTwice() throws IOException {
        Path folder = home.resolve("testnet");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("testnet.json"), "{\"engine\":\"pos\",\"rpcPorts\":[1],\"peerPorts\":[2]}");
        try (Testnet net = Testnet.start(folder, SPEC, List.of(DevKeys.of(new Ed25519(), DevKeys.validator(1))))
                .orElseThrow()) {
            assertThat(net.up()).hasSize(1);
        }
        try (Shell shell = new Shell(home)) {
            assertThat(shell.run("audit")).as(shell.complaint()).isZero();
            assertThat(shell.said()).contains("nobody");

            contradict(folder);
            assertThat(shell.run("audit")).isEqualTo(1);
            assertThat(shell.said()).contains("node1", "Nullify in view 900", "Finalize in view 900 of block 0707070");
            assertThat(shell.complaint()).contains("X-61");
        }
    }

    /** The key of node1 nullifies and finalizes one view. */
    private static void contradict(Path folder) throws IOException {
        Ed25519 scheme = new Ed25519();
        Electorate self = new Electorate(
                Committee.genesis(SPEC),
                new SigningContext(SPEC.chainId(), SPEC.hash(), 0, 0),
                scheme,
                Optional.of(DevKeys.of(scheme, DevKeys.validator(1))));
        byte[] bytes = new byte[Hash.BYTES];
        java.util.Arrays.fill(bytes, (byte) 7);
        try (Stream<Path> all = Files.list(folder);
                DataDirectory data = DataDirectory.open(
                                all.filter(Files::isDirectory).findFirst().orElseThrow(), SPEC.hash())
                        .orElseThrow()) {
            data.votes()
                    .log()
                    .append(List.of(
                            logged(self.sign(Ballot.NULLIFY, 900, Hash.ZERO)),
                            logged(self.sign(Ballot.FINALIZE, 900, Hash.of(bytes)))));
            data.votes().log().sync();
        }
    }

    /** C-13: version 1, type 0, epoch 0, incarnation 0, vote. */
    private static byte[] logged(Vote vote) {
        ByteWriter out = new ByteWriter().u8(1).u8(0).u63(0).u63(0);
        Vote.write(out, vote);
        return out.toByteArray();
    }
}
