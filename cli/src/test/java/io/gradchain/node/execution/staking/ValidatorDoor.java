package io.gradchain.node.execution.staking;

import io.gradchain.fuzz.Door;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Address;
import java.util.List;

/** A validator's slot in the state, which is read inside this package alone. */
public final class ValidatorDoor {
    private ValidatorDoor() {}

    public static Door.Outcome read(byte[] in) {
        try {
            Validator validator = Validator.decode(in);
            return Door.accepted(validator, validator::encoded);
        } catch (DecodeException e) {
            return new Door.Refused(e.getMessage());
        }
    }

    /** Written by hand after E-8: key, payee, place, own units, pool, jail, tombstone, turns, beacon key, what left. */
    public static List<byte[]> samples(PublicKey key, Address payee) {
        ByteWriter out = new ByteWriter().u8(1);
        PublicKey.write(out, key);
        Address.write(out, payee);
        out.u32(3)
                .u63(1_000_000)
                .u63(50)
                .u63(50)
                .u63(0)
                .bool(false)
                .u63(7)
                .u63(9)
                .bytes(new byte[33]);
        byte[] none = new ByteWriter().raw(out.toByteArray()).u32(0).toByteArray();
        byte[] two = new ByteWriter()
                .raw(out.toByteArray())
                .u32(2)
                .u63(5)
                .u63(10)
                .u63(10)
                .u63(6)
                .u63(20)
                .u63(20)
                .toByteArray();
        return List.of(none, two);
    }
}
