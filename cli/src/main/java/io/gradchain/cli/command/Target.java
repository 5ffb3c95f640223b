package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.testnet.ContractBook;
import io.gradchain.cli.testnet.Home;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.Policy;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which node a command talks to, and names for people instead of addresses. */
final class Target {
    private static final SignatureScheme SCHEME = new Ed25519();

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description =
                    "Name of a node of the testnet, or the address of its JSON-RPC (default: the first that runs).")
    String node;

    ChainClient connect(Home home) {
        if (node != null && node.contains("://")) {
            return new ChainClient(node);
        }
        var running = home.testnet().requireRunning().nodes().stream()
                .filter(n -> n.process().isPresent())
                .toList();
        return new ChainClient(running.stream()
                .filter(n -> node == null || n.name().equals(node))
                .findFirst()
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        "--node " + node,
                        "no such node runs",
                        "these run: "
                                + String.join(
                                        ", ",
                                        running.stream().map(n -> n.name()).toList())))
                .url());
    }

    static boolean isDevName(String name) {
        return DevKeys.PEOPLE.contains(name) || name.matches("node[0-9]{1,3}");
    }

    /** The key of a validator by name (node1…, or a person that became one), or written out. */
    static PublicKey validator(String name) {
        if (isDevName(name)) {
            return DevKeys.of(SCHEME, name).publicKey();
        }
        if (name.matches("[0-9a-fA-F]{64}")) {
            return PublicKey.of(HexFormat.of().parseHex(name));
        }
        Optional<Keystore> own = KeyRing.of(Home.ofEnvironment()).find(name);
        if (own.isPresent()) {
            return KeyRing.publicKey(own.get());
        }
        throw CliError.UNKNOWN_NAME.at(
                name, "this is no validator", "name one (node1…) or write its key in 64 hexadecimal digits");
    }

    /** The address of a person, one of the user's keys, a validator, a contract by name, or one written out. */
    static Address address(Home home, String name) {
        if (isDevName(name)) {
            return DevKeys.address(SCHEME, name);
        }
        if (name.contains("grad1")) {
            return parse(name);
        }
        Optional<Keystore> own = KeyRing.of(home).find(name);
        if (own.isPresent()) {
            return Address.ofPolicy(new Policy.SingleKey(KeyRing.publicKey(own.get())));
        }
        ContractBook contracts = home.testnet().contracts();
        if (!name.startsWith("@") && !contracts.names().contains(name)) {
            throw CliError.UNKNOWN_NAME.at(name, "no person, key, validator or contract has this name");
        }
        return parse(contracts.find(name).address());
    }

    /** Reads an address of a test network: the only kind this command line starts. */
    static Address parse(String text) {
        return switch (AddressText.parse(text, true)) {
            case Attempt.Done<Address>(Address address) -> address;
            case Attempt.Refused<Address>(var refusal) ->
                throw Problem.of(refusal).failed();
        };
    }

    static String text(Address address) {
        return AddressText.of(address, true);
    }
}
