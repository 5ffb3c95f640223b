package io.gradchain.node.api;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.node.rpc.RpcParams;
import java.util.HexFormat;

/** Addresses as people write them on this chain; 40 hexadecimal digits are understood too. */
record Addresses(boolean test) {
    String text(Address address) {
        return AddressText.of(address, test);
    }

    Address parse(RpcParams params, String name) {
        String text = params.text(name);
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        if (digits.matches("[0-9a-fA-F]{40}")) {
            return Address.of(HexFormat.of().parseHex(digits));
        }
        return switch (AddressText.parse(text, test)) {
            case Attempt.Done<Address>(Address address) -> address;
            case Attempt.Refused<Address>(var refusal) -> throw RpcParams.bad(name + ": " + refusal.message());
        };
    }
}
