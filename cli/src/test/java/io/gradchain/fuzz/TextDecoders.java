package io.gradchain.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradchain.cli.data.CsvFile;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.project.ProjectDoor;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.KeyPath;
import io.gradchain.genesis.keys.Mnemonic;
import io.gradchain.genesis.spec.ChainSpecToml;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.Amount;
import io.gradchain.node.keys.KeystoreJson;
import io.gradchain.node.network.PeerAddress;
import io.gradchain.node.rpc.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** What people write: files, words, addresses. One value may have many forms here. */
final class TextDecoders {
    private static final String WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final String PROJECT = """
            contract = "my.grad"
            [sizes]
            D = 4
            [params]
            lr = 0.5
            [data]
            file = "my.csv"
            target = "y"
            """;

    private TextDecoders() {}

    static List<Decoder> all() {
        Path folder = folder();
        return List.of(
                Decoder.of("chain spec text", attempt(text -> ChainSpecToml.parse("spec", text)), resource())
                        .taking(4_000, 2 << 20)
                        .costing(400),
                Decoder.of("project file", in -> ProjectDoor.read(folder, in), texts(PROJECT))
                        .taking(4_000, 2 << 20)
                        .costing(400),
                Decoder.of("table of samples", TextDecoders::csv, texts("a,b\n1,2\n\"3\",4\n", "x\r\n1\r\n\r\n2"))
                        .taking(200, 128 << 10)
                        .costing(10),
                Decoder.of("keystore", TextDecoders::keystore, List.of(keystore()))
                        .taking(256, 128 << 10)
                        .costing(8),
                Decoder.of("json", TextDecoders::json, List.of(keystore(), "[1,{\"a\":null}]".getBytes(UTF_8)))
                        .taking(200, 64 << 10)
                        .costing(8),
                Decoder.of("words", attempt(Mnemonic::parse), texts(WORDS))
                        .taking(400, 64 << 10)
                        .costing(4),
                Decoder.of("key path", attempt(KeyPath::parse), texts("m/44'/1'/0'/2147483647'", "m"))
                        .taking(100, 16 << 10),
                Decoder.of(
                                "address text",
                                attempt(text -> AddressText.parse(text, true)),
                                texts(AddressText.of(Samples.address(), true)))
                        .taking(100, 16 << 10),
                Decoder.of("amount", attempt(Amount::parse), texts("12.5", "0", "2305843009.213693952"))
                        .taking(100, 16 << 10),
                Decoder.of("peer address", TextDecoders::peer, texts("127.0.0.1:7170", "[::1]:80"))
                        .taking(100, 16 << 10));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("projects");
            folder.toFile().deleteOnExit();
            folder.resolve("gradchain.toml").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> resource() {
        try (InputStream in =
                ChainSpecToml.class.getResourceAsStream("/io/gradchain/genesis/presets/local-pos-4.toml")) {
            return List.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] keystore() {
        String hash = "ab".repeat(32);
        return ("{\"crypto\":{\"kdf\":{\"function\":\"scrypt\",\"params\":{\"dklen\":32,\"n\":16,\"p\":1,\"r\":8,\"salt\":\""
                        + hash
                        + "\"},\"message\":\"\"},\"checksum\":{\"function\":\"sha256\",\"params\":{},\"message\":\""
                        + hash + "\"},\"cipher\":{\"function\":\"aes-128-ctr\",\"params\":{\"iv\":\"" + "cd".repeat(16)
                        + "\"},\"message\":\"" + hash + "\"}},\"description\":\"\",\"pubkey\":\"" + hash
                        + "\",\"path\":\"m\",\"uuid\":\"1d85ae20-35c5-4611-98e8-aa14a633906f\",\"version\":4}")
                .getBytes(UTF_8);
    }

    private static List<byte[]> texts(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    private static Door attempt(Function<String, Attempt<?>> parse) {
        return in -> switch (parse.apply(new String(in, UTF_8))) {
            case Attempt.Done<?>(Object value) -> Door.accepted(value.getClass().getSimpleName());
            case Attempt.Refused<?>(var refusal) ->
                new Door.Refused(refusal.code().id() + refusal.cause());
        };
    }

    private static Door.Outcome csv(byte[] in) {
        try {
            var table = CsvFile.read("table", new ByteArrayInputStream(in));
            return Door.accepted(table.getClass().getSimpleName());
        } catch (CommandFailed e) {
            return new Door.Refused(e.problem().code() + e.problem().cause());
        }
    }

    private static Door.Outcome keystore(byte[] in) {
        return switch (KeystoreJson.read(in)) {
            case Attempt.Done<?> done -> Door.accepted("Keystore");
            case Attempt.Refused<?>(var refusal) ->
                new Door.Refused(refusal.code().id() + refusal.cause());
        };
    }

    private static Door.Outcome json(byte[] in) {
        try {
            return Door.accepted(Json.read(in).getNodeType().name());
        } catch (JacksonException e) {
            return new Door.Refused(e.getOriginalMessage());
        }
    }

    private static Door.Outcome peer(byte[] in) {
        return PeerAddress.parse(new String(in, UTF_8))
                .<Door.Outcome>map(address -> Door.accepted("PeerAddress"))
                .orElse(new Door.Refused("no address"));
    }
}
