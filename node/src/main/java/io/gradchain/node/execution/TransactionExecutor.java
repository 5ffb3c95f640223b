package io.gradchain.node.execution;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.mlvm.RunResult;
import io.gradchain.node.execution.staking.Staking;
import io.gradchain.node.execution.staking.StakingFailure;
import io.gradchain.node.execution.staking.StakingOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Applies one transaction (E-3): refuse what may not be in the block, take the whole fee, run the payload, undo all but
 * the fee where it failed, give back the unused gas. The fees of a block are its proposer's, in the end (E-12).
 */
final class TransactionExecutor {
    private final ProtocolRules rules;
    private final Authorization authorization;
    private final ContractCalls contracts;

    TransactionExecutor(ProtocolRules rules, Authorization authorization, ContractCalls contracts) {
        this.rules = rules;
        this.authorization = authorization;
        this.contracts = contracts;
    }

    /** @param gasLeft gas that the block has left */
    Applied apply(SignedTransaction tx, WorldState world, BlockContext block, long gasLeft) {
        Transaction body = tx.transaction();
        Optional<Applied.Refused> refusal = refusal(tx, world, block, gasLeft);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Address sender = body.sender();
        Account payer = world.account(sender);
        Amount prepaid = new Amount(body.gasLimit() * body.gasPrice());
        world.put(
                sender,
                payer.withNonce(payer.nonce() + 1).withBalance(payer.balance().minus(prepaid)));

        long intrinsic = GasSchedule.intrinsic(tx);
        int mark = world.mark();
        PayloadResult result = run(body, world, block, body.gasLimit() - intrinsic);
        if (result.outcome() instanceof Receipt.Failed) {
            world.rollback(mark);
        }
        long gasUsed = intrinsic + result.gasUsed();
        Amount fee = new Amount(gasUsed * body.gasPrice());
        world.credit(sender, prepaid.minus(fee));
        List<Event> events = result.outcome() instanceof Receipt.Failed ? List.of() : result.events();
        return new Applied.Included(new Receipt(tx.hash(), gasUsed, result.outcome(), events));
    }

    private Optional<Applied.Refused> refusal(
            SignedTransaction tx, WorldState world, BlockContext block, long gasLeft) {
        Transaction body = tx.transaction();
        if (body.chainId() != rules.chainId()) {
            return refused(TxRule.WRONG_CHAIN, "chain " + body.chainId());
        }
        if (tx.size() > SignedTransaction.MAX_BYTES) {
            return refused(TxRule.TOO_LARGE, tx.size() + " bytes");
        }
        if (!rules.opens(body.payload())) {
            return refused(TxRule.STAKING_CLOSED, tx.hash().shortHex());
        }
        if (body.gasPrice() < rules.minGasPrice()) {
            return refused(TxRule.GAS_PRICE, body.gasPrice() + " is below " + rules.minGasPrice());
        }
        if (body.expiryHeight() < block.height()) {
            return refused(TxRule.EXPIRED, "expired at " + body.expiryHeight());
        }
        if (body.gasLimit() < GasSchedule.intrinsic(tx) || body.gasLimit() > rules.blockGasLimit()) {
            return refused(TxRule.GAS_LIMIT, "limit " + body.gasLimit());
        }
        if (body.gasLimit() > gasLeft) {
            return refused(TxRule.BLOCK_FULL, "limit " + body.gasLimit() + ", left " + gasLeft);
        }
        Account payer = world.account(body.sender());
        if (body.nonce() == Long.MAX_VALUE) {
            return refused(TxRule.NONCE_END, "");
        }
        if (body.nonce() != payer.nonce()) {
            TxRule rule = body.nonce() < payer.nonce() ? TxRule.NONCE_TOO_LOW : TxRule.NONCE_GAP;
            return refused(rule, "nonce " + body.nonce() + ", expected " + payer.nonce());
        }
        if (!covers(payer.balance(), body)) {
            return refused(TxRule.BALANCE, "balance " + payer.balance().units() + " units");
        }
        return authorization.isAuthorized(tx)
                ? Optional.empty()
                : refused(TxRule.BAD_SIGNATURE, tx.hash().shortHex());
    }

    /** Whether the balance covers the whole fee and the value; the product may be longer than 64 bits. */
    private static boolean covers(Amount balance, Transaction body) {
        long price = body.gasPrice();
        if (price != 0 && body.gasLimit() > Amount.MAX_SUPPLY / price) {
            return false;
        }
        long fee = body.gasLimit() * price;
        return balance.units() >= fee
                && balance.units() - fee >= valueOf(body.payload()).units();
    }

    static Amount valueOf(Payload payload) {
        return switch (payload) {
            case Payload.Transfer transfer -> transfer.amount();
            case Payload.Call call -> call.value();
            case Payload.Deploy deploy -> Amount.ZERO;
            case Payload.Stake stake -> stake.staked();
            case Payload.Evidence evidence -> Amount.ZERO;
        };
    }

    private PayloadResult run(Transaction body, WorldState world, BlockContext block, long gas) {
        return switch (body.payload()) {
            case Payload.Transfer transfer -> transfer(body.sender(), transfer, world, gas);
            case Payload.Deploy deploy -> contracts.deploy(body, deploy, world, block, gas);
            case Payload.Call call -> {
                world.move(body.sender(), call.contract(), call.value());
                yield contracts.call(body.sender(), call, world, block, gas);
            }
            case Payload.Stake stake -> of(staking(world).apply(body.sender(), stake, block.epoch()));
            case Payload.Evidence evidence ->
                of(staking(world).report(body.sender(), evidence.evidence(), block.epoch()));
        };
    }

    private Staking staking(WorldState world) {
        return rules.staking(world).orElseThrow();
    }

    private static PayloadResult of(StakingOutcome outcome) {
        return switch (outcome) {
            case StakingOutcome.Done(long units) ->
                PayloadResult.succeeded(new ByteWriter().u63(units).toByteArray(), 0, List.of());
            case StakingOutcome.Failed(StakingFailure why) ->
                PayloadResult.failed(new Receipt.Failed(why.code(), RunResult.NO_FUNCTION, 0, -1), 0);
        };
    }

    private static PayloadResult transfer(Address sender, Payload.Transfer transfer, WorldState world, long gas) {
        boolean fresh = !world.exists(transfer.to());
        if (fresh && gas < GasSchedule.NEW_ACCOUNT) {
            return PayloadResult.failed(ExecutionFailure.OUT_OF_GAS, gas);
        }
        world.move(sender, transfer.to(), transfer.amount());
        return PayloadResult.succeeded(new byte[0], fresh ? GasSchedule.NEW_ACCOUNT : 0, List.of());
    }

    private static Optional<Applied.Refused> refused(TxRule rule, String detail) {
        return Optional.of(new Applied.Refused(rule, detail));
    }
}
