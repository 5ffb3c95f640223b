package io.gradchain.node.api;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.execution.Account;
import io.gradchain.node.rpc.Json;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Blocks, transactions and receipts as JSON. */
final class ChainText {
    private final NodeParts node;

    ChainText(NodeParts node) {
        this.node = node;
    }

    ObjectNode block(CheckedBlock block) {
        BlockHeader header = block.header();
        ObjectNode json = Json.object()
                .put("hash", block.block().hash().hex())
                .put("height", Long.toString(header.height()))
                .put("timeMillis", Long.toString(header.timeMillis()))
                .put("parent", header.parent().hex())
                .put("proposer", address(header.proposer()))
                .put("txRoot", header.txRoot().hex())
                .put("receiptRoot", header.receiptRoot().hex())
                .put("stateRoot", header.stateRoot().hex())
                .put("gasUsed", Long.toString(header.gasUsed()))
                .put("bytes", block.block().encoded().length)
                .put("final", node.chain().isFinal(block.block().hash()));
        ArrayNode transactions = json.putArray("transactions");
        block.block().transactions().forEach(tx -> transactions.add(tx.hash().hex()));
        return json;
    }

    ObjectNode header(CheckedBlock block) {
        BlockHeader header = block.header();
        HexFormat hex = HexFormat.of();
        ObjectNode json = Json.object()
                .put("hash", block.block().hash().hex())
                .put("height", Long.toString(header.height()))
                .put("epoch", Long.toString(node.rules().engine().epochs().of(header.height(), header.seal())))
                .put("timeMillis", Long.toString(header.timeMillis()))
                .put("parent", header.parent().hex())
                .put("proposer", address(header.proposer()))
                .put("txRoot", header.txRoot().hex())
                .put("receiptRoot", header.receiptRoot().hex())
                .put("stateRoot", header.stateRoot().hex())
                .put("gasUsed", Long.toString(header.gasUsed()))
                .put("nextCommittee", header.nextCommittee().hex())
                .put("mix", header.mix().hex())
                .put("vrfProof", hex.formatHex(header.vrfProof()))
                .put("seal", hex.formatHex(header.seal()))
                .put("raw", hex.formatHex(header.encoded()))
                .put("final", node.chain().isFinal(block.block().hash()));
        node.chain()
                .proof(block.block().hash())
                .filter(proof -> proof.length > 0)
                .ifPresent(proof -> json.put("finalityProof", hex.formatHex(proof)));
        return json;
    }

    /** A transaction of a block with its receipt. */
    ObjectNode included(CheckedBlock block, int index, boolean isFinal) {
        SignedTransaction tx = block.block().transactions().get(index);
        ObjectNode json = Json.object()
                .put("hash", tx.hash().hex())
                .put("status", isFinal ? "final" : "included")
                .put("height", Long.toString(block.height()))
                .put("block", block.block().hash().hex())
                .put("index", index);
        json.set("transaction", transaction(tx));
        json.set("receipt", receipt(tx, block.receipts().get(index)));
        return json;
    }

    ObjectNode transaction(SignedTransaction signed) {
        Transaction tx = signed.transaction();
        ObjectNode json = Json.object()
                .put("hash", signed.hash().hex())
                .put("sender", address(tx.sender()))
                .put("nonce", Long.toString(tx.nonce()))
                .put("gasLimit", Long.toString(tx.gasLimit()))
                .put("gasPrice", Long.toString(tx.gasPrice()))
                .put("expiryHeight", Long.toString(tx.expiryHeight()))
                .put("bytes", signed.size());
        switch (tx.payload()) {
            case Payload.Transfer transfer ->
                json.put("kind", "transfer")
                        .put("to", address(transfer.to()))
                        .put("amount", Long.toString(transfer.amount().units()));
            case Payload.Deploy deploy ->
                json.put("kind", "deploy")
                        .put("contract", address(Address.ofContract(tx.sender(), tx.nonce())))
                        .put("codeBytes", deploy.code().length);
            case Payload.Call call ->
                json.put("kind", "call")
                        .put("contract", address(call.contract()))
                        .put("function", call.function())
                        .put("arguments", HexFormat.of().formatHex(call.arguments()))
                        .put("value", Long.toString(call.value().units()));
            case Payload.Stake stake ->
                json.put("kind", "stake")
                        .put("action", stake.action().name().toLowerCase(Locale.ROOT))
                        .put("validator", stake.key().hex())
                        .put("amount", Long.toString(stake.amount().units()));
            case Payload.Evidence evidence ->
                json.put("kind", "evidence").put("evidence", HexFormat.of().formatHex(evidence.evidence()));
        }
        return json;
    }

    ObjectNode receipt(SignedTransaction tx, Receipt receipt) {
        ObjectNode json = Json.object().put("gasUsed", Long.toString(receipt.gasUsed()));
        json.put("fee", Long.toString(receipt.gasUsed() * tx.transaction().gasPrice()));
        switch (receipt.outcome()) {
            case Receipt.Succeeded done -> {
                json.put("ok", true).put("output", HexFormat.of().formatHex(done.output()));
                if (tx.transaction().payload() instanceof Payload.Deploy) {
                    json.put("contract", address(Address.of(done.output())));
                }
                if (tx.transaction().payload() instanceof Payload.Call call) {
                    interfaceOf(call.contract())
                            .flatMap(shown -> shown.function(call.function()))
                            .flatMap(function -> ContractText.output(function, done.output()))
                            .ifPresent(text -> json.put("result", text));
                }
            }
            case Receipt.Failed failed -> json.put("ok", false).set("failure", failure(tx, failed));
        }
        ArrayNode events = json.putArray("events");
        receipt.events()
                .forEach(event -> events.add(
                        ContractText.event(event, address(event.contract()), interfaceOf(event.contract()))));
        return json;
    }

    private ObjectNode failure(SignedTransaction tx, Receipt.Failed failed) {
        Optional<Metadata> metadata = new SourceText(node).about(tx);
        Optional<Interface> shown = tx.transaction().payload() instanceof Payload.Call call
                ? interfaceOf(call.contract())
                : metadata.map(Metadata::shown);
        ObjectNode json = ContractText.failure(failed, shown);
        ContractText.place(failed, metadata)
                .ifPresent(place -> json.set(
                        "place", TrapText.place(shown.map(Interface::name).orElse(""), place)));
        return json;
    }

    /** The interface of a contract on the head's branch. */
    Optional<Interface> interfaceOf(Address contract) {
        Account account = node.trees().account(node.chain().head().header().stateRoot(), contract);
        return account.isContract()
                ? Optional.of(
                        node.contracts().program(account.code(), node.trees()).shown())
                : Optional.empty();
    }

    private String address(Address address) {
        return node.addresses().text(address);
    }
}
