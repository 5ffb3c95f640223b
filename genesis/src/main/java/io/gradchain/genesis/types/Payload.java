package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.PublicKey;

/** What a transaction asks for (G-7). */
public sealed interface Payload {
    /** Moves {@code amount} to {@code to}, creating the account if it is new. */
    record Transfer(Address to, Amount amount) implements Payload {}

    /**
     * Creates a contract.
     *
     * @param code validated once by the VM, at most {@link #MAX_CODE} bytes
     * @param metadata interface, source and source map for people and tools, at most {@link #MAX_METADATA} bytes; the
     *     VM never reads it
     * @param arguments encoded constructor arguments
     */
    record Deploy(byte[] code, byte[] metadata, byte[] arguments) implements Payload {
        public Deploy {
            requireLength("code", code, MAX_CODE);
            requireLength("metadata", metadata, MAX_METADATA);
            requireLength("arguments", arguments, MAX_ARGUMENTS);
            code = code.clone();
            metadata = metadata.clone();
            arguments = arguments.clone();
        }

        @Override
        public byte[] code() {
            return code.clone();
        }

        @Override
        public byte[] metadata() {
            return metadata.clone();
        }

        @Override
        public byte[] arguments() {
            return arguments.clone();
        }
    }

    /** Calls {@code function} of {@code contract} with encoded {@code arguments}, paying it {@code value}. */
    record Call(Address contract, String function, byte[] arguments, Amount value) implements Payload {
        public Call {
            requireLength("arguments", arguments, MAX_ARGUMENTS);
            arguments = arguments.clone();
        }

        @Override
        public byte[] arguments() {
            return arguments.clone();
        }
    }

    /**
     * Changes stake behind the validator {@code key} by {@code amount}.
     *
     * @param amount with unbond and undelegate zero stands for everything
     * @param beaconKey with a bond, the key the validator proves randomness with; empty keeps what there is
     */
    record Stake(Action action, PublicKey key, Amount amount, byte[] beaconKey) implements Payload {
        public Stake {
            requireLength("beacon key", beaconKey, MAX_BEACON_KEY);
            beaconKey = beaconKey.clone();
        }

        /** One that says nothing of the beacon. */
        public Stake(Action action, PublicKey key, Amount amount) {
            this(action, key, amount, new byte[0]);
        }

        @Override
        public byte[] beaconKey() {
            return beaconKey.clone();
        }

        /** What the sender pays: only a bond and a delegation take from the balance. */
        public Amount staked() {
            return switch (action) {
                case BOND, DELEGATE -> amount;
                case UNBOND, UNDELEGATE, UNJAIL -> Amount.ZERO;
            };
        }

        /** What happens to the stake; the code is its encoding. */
        public enum Action {
            BOND(1),
            UNBOND(2),
            DELEGATE(3),
            UNDELEGATE(4),
            UNJAIL(5);

            private final int code;

            Action(int code) {
                this.code = code;
            }

            static Action read(ByteReader in) {
                int code = in.u8();
                for (Action action : values()) {
                    if (action.code == code) {
                        return action;
                    }
                }
                throw in.fail("unknown stake action " + code);
            }
        }
    }

    /** Reports a validator that broke the rules of voting; what the bytes say is the engine's to judge. */
    record Evidence(byte[] evidence) implements Payload {
        public Evidence {
            requireLength("evidence", evidence, MAX_EVIDENCE);
            evidence = evidence.clone();
        }

        @Override
        public byte[] evidence() {
            return evidence.clone();
        }
    }

    int MAX_BEACON_KEY = 33;
    int MAX_EVIDENCE = 1024;
    int MAX_CODE = 64 * 1024;
    int MAX_METADATA = 256 * 1024;
    int MAX_ARGUMENTS = 256 * 1024;
    int MAX_FUNCTION_NAME = 64;

    private static void requireLength(String what, byte[] bytes, int limit) {
        if (bytes.length > limit) {
            throw new IllegalArgumentException(what + " of " + bytes.length + " bytes, the limit is " + limit);
        }
    }

    static void write(ByteWriter out, Payload payload) {
        switch (payload) {
            case Transfer transfer -> {
                out.u8(1);
                Address.write(out, transfer.to);
                Amount.write(out, transfer.amount);
            }
            case Deploy deploy ->
                out.u8(2).bytes(deploy.code).bytes(deploy.metadata).bytes(deploy.arguments);
            case Call call -> {
                out.u8(3);
                Address.write(out, call.contract);
                out.text(call.function).bytes(call.arguments);
                Amount.write(out, call.value);
            }
            case Stake stake -> {
                out.u8(4).u8(stake.action.code);
                PublicKey.write(out, stake.key);
                Amount.write(out, stake.amount);
                out.bytes(stake.beaconKey);
            }
            case Evidence evidence -> out.u8(5).bytes(evidence.evidence);
        }
    }

    static Payload read(ByteReader in) {
        return switch (in.u8()) {
            case 1 -> new Transfer(Address.read(in), Amount.read(in));
            case 2 -> new Deploy(in.bytes(MAX_CODE), in.bytes(MAX_METADATA), in.bytes(MAX_ARGUMENTS));
            case 3 -> new Call(Address.read(in), in.text(MAX_FUNCTION_NAME), in.bytes(MAX_ARGUMENTS), Amount.read(in));
            case 4 -> new Stake(Stake.Action.read(in), PublicKey.read(in), Amount.read(in), in.bytes(MAX_BEACON_KEY));
            case 5 -> new Evidence(in.bytes(MAX_EVIDENCE));
            default -> throw in.fail("unknown payload kind");
        };
    }
}
