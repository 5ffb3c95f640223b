package io.gradchain.cli.chain;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.error.Problem;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.code.Interface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A chain through the JSON-RPC of one node; what the node refuses ends the command in the node's words. */
public final class ChainClient implements AutoCloseable {
    private final Rpc rpc;

    /** @param url such as {@code http://127.0.0.1:7070} */
    public ChainClient(String url) {
        this.rpc = new Rpc(url);
    }

    /**
     * How far a node is.
     *
     * @param height newest block it knows
     * @param finalHeight newest final block
     * @param finalStateRoot in hex, after that block
     */
    public record Status(
            String name,
            long chainId,
            long height,
            long finalHeight,
            String finalStateRoot,
            long minGasPrice,
            long blockGasLimit) {}

    public Status status() {
        return status(rpc.call("node_status", Rpc.params()));
    }

    /**
     * Where final only means deep: the chance that an attacker undoes it, by his share of all work, in words; empty where
     * finality is proven.
     */
    public Optional<String> reversalOdds() {
        JsonNode odds = rpc.call("node_status", Rpc.params()).path("reversalOdds");
        if (odds.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        odds.forEach(one -> words.add("%.1f %% of the work: %.4f %%"
                .formatted(one.path("sharePermille").asInt() / 10.0, number(one, "perBillion") / 1e7)));
        return Optional.of(String.join(", ", words));
    }

    /** Sizes of the node's database. */
    public JsonNode database() {
        return rpc.call("node_database", Rpc.params());
    }

    /** The status, empty where the node does not answer. */
    public Optional<Status> findStatus() {
        return rpc.find("node_status", Rpc.params()).map(ChainClient::status);
    }

    private static Status status(JsonNode json) {
        return new Status(
                json.path("name").asString(),
                number(json, "chainId"),
                number(json, "height"),
                number(json, "finalHeight"),
                json.path("stateRoot").asString(),
                number(json, "minGasPrice"),
                number(json, "blockGasLimit"));
    }

    /** An account as the node tells it. */
    public JsonNode account(Address address) {
        return rpc.call("account_get", Rpc.params().put("address", text(address)));
    }

    /** The nonce of the account's next transaction, those that wait included. */
    public long nextNonce(Address address) {
        return number(account(address), "nextNonce");
    }

    public Hash submit(SignedTransaction tx) {
        JsonNode answer =
                rpc.call("tx_submit", Rpc.params().put("raw", HexFormat.of().formatHex(tx.encoded())));
        return Hash.fromHex(answer.path("hash").asString());
    }

    /** Waits until the transaction is final; refused when it failed on the chain or is not final in time. */
    public Included awaitFinal(Hash hash, Duration patience) {
        JsonNode tx = rpc.call(
                "tx_wait",
                Rpc.params().put("hash", hash.hex()).put("timeoutMillis", Long.toString(patience.toMillis())));
        if (!tx.path("status").asString().equals("final")) {
            throw CliError.TIMEOUT.at(
                    "transaction " + hash.hex(),
                    "it is " + tx.path("status").asString() + ", not final, after " + patience.toSeconds() + " s");
        }
        JsonNode receipt = tx.path("receipt");
        if (!receipt.path("ok").asBoolean()) {
            throw failed(tx, receipt.path("failure"));
        }
        return new Included(
                hash,
                number(tx, "height"),
                number(receipt, "gasUsed"),
                HexFormat.of().parseHex(receipt.path("output").asString()),
                events(receipt.path("events")));
    }

    private CommandFailed failed(JsonNode tx, JsonNode failure) {
        Problem problem = failure(tx, failure);
        return explanation(tx.path("hash").asString())
                .map(trap -> Traps.failed(
                        problem,
                        trap,
                        "transaction " + tx.path("hash").asString() + " in block "
                                + tx.path("height").asString() + ": the fee is paid, nothing else changed"))
                .orElseGet(problem::failed);
    }

    /** Where and why a transaction in a block trapped, as the node tells it; empty if it did not, or the node cannot tell. */
    public Optional<JsonNode> explanation(String hash) {
        return rpc.find("tx_explain", Rpc.params().put("hash", hash));
    }

    private static Problem failure(JsonNode tx, JsonNode failure) {
        String function = failure.path("functionName").asString("");
        String message = failure.path("message").asString("");
        return new Problem(
                failure.path("code").asString(CliError.TRANSACTION_FAILED.id()),
                1,
                CliError.TRANSACTION_FAILED.title(),
                "transaction " + tx.path("hash").asString().substring(0, 16) + "… in block "
                        + tx.path("height").asString()
                        + (function.isEmpty()
                                ? ""
                                : ", " + function + " at instruction "
                                        + failure.path("pc").asInt()),
                failure.path("cause")
                                .asString("failure " + failure.path("number").asInt())
                        + (message.isEmpty() ? "" : ": " + message),
                failure.path("hint").asString(CliError.TRANSACTION_FAILED.hint())
                        + "; the fee is paid, nothing else changed");
    }

    private List<Event> events(JsonNode events) {
        List<Event> out = new ArrayList<>();
        for (JsonNode event : events) {
            out.add(new Event(
                    address(event.path("contract").asString()),
                    event.path("topic").asInt(),
                    HexFormat.of().parseHex(event.path("data").asString())));
        }
        return out;
    }

    /** What a contract shows to the world. */
    public Interface contract(Address address) {
        JsonNode shown = rpc.call("contract_interface", Rpc.params().put("address", text(address)));
        ByteReader in =
                new ByteReader(HexFormat.of().parseHex(shown.path("encoded").asString()));
        Interface read = Interface.read(in);
        in.expectEnd();
        return read;
    }

    /** Encoded answer of a view to encoded arguments, at the newest final block. */
    public byte[] view(Address contract, String function, byte[] arguments) {
        ObjectNode params = Rpc.params()
                .put("address", text(contract))
                .put("function", function)
                .put("arguments", HexFormat.of().formatHex(arguments));
        return HexFormat.of()
                .parseHex(rpc.call("contract_call", params).path("output").asString());
    }

    /** Code, source, sizes and compiler of a contract as the node tells it. */
    public JsonNode source(Address contract) {
        return rpc.call("contract_source", Rpc.params().put("address", text(contract)));
    }

    /** All validators, stakes in decimal GRAD, as the node tells them. */
    public JsonNode validators() {
        return rpc.call("staking_validators", Rpc.params());
    }

    /** One validator; {@code key} in hex. */
    public JsonNode validator(String key) {
        return rpc.call("staking_validator", Rpc.params().put("key", key));
    }

    /** Whether the key was ever bonded. */
    public boolean isValidator(String key) {
        return rpc.find("staking_validator", Rpc.params().put("key", key)).isPresent();
    }

    /** What an account has delegated, and what it waits for. */
    public JsonNode delegations(Address address) {
        return rpc.call("staking_delegations", Rpc.params().put("address", text(address)));
    }

    /** A block as the node tells it; {@code which} is a height, a hash, {@code latest} or {@code final}. */
    public JsonNode block(String which) {
        return rpc.call("chain_block", Rpc.params().put("block", which));
    }

    /** A transaction with status and receipt, as the node tells it. */
    public JsonNode transaction(String hash) {
        return rpc.call("tx_get", Rpc.params().put("hash", hash));
    }

    /** Has the node execute a block again, from the parent's state and from a proof; as it tells the result. */
    public JsonNode verifyBlock(String which) {
        return rpc.call("chain_verifyBlock", Rpc.params().put("block", which));
    }

    /** The root of the state after the final block at {@code height}, in hex. */
    public String stateRoot(long height) {
        return rpc.call("chain_stateRoot", Rpc.params().put("block", Long.toString(height)))
                .path("stateRoot")
                .asString();
    }

    /** Waits until the node's final block is at {@code height} or above; false if {@code patience} ends first. */
    public boolean awaitHeight(long height, Duration patience) {
        ObjectNode params = Rpc.params()
                .put("height", Long.toString(height))
                .put("timeoutMillis", Long.toString(patience.toMillis()));
        return rpc.call("chain_waitFinal", params).path("reached").asBoolean();
    }

    private static long number(JsonNode json, String field) {
        return Long.parseLong(json.path(field).asString());
    }

    // The command line starts test networks only, whose addresses read tgrad1….
    private static String text(Address address) {
        return AddressText.of(address, true);
    }

    private static Address address(String text) {
        return AddressText.parse(text, true).orElseThrow();
    }

    @Override
    public void close() {
        rpc.close();
    }
}
