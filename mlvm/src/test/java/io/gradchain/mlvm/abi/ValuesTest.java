package io.gradchain.mlvm.abi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.abi.Values.Decoded;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValuesTest {
    private static final List<Type> TYPES = List.of(
            Type.Scalar.FIXED,
            Type.Scalar.INT,
            Type.Scalar.BOOL,
            new Type.Bytes(4),
            Type.vecUpTo(3),
            Type.matUpTo(2, 2));
    private static final List<Value> VALUES = List.of(
            Value.fixed(Fixed.ONE + Fixed.ONE / 2),
            Value.integer(-7),
            new Value.BoolValue(true),
            new Value.BytesValue(new byte[] {1, 2}),
            Value.tensor(FixedTensor.vec(Fixed.ONE, -Fixed.ONE)),
            Value.tensor(FixedTensor.mat(1, 2, 0, Fixed.ONE)));

    @Test
    void valuesOfEveryTypeComeBack() {
        byte[] bytes = Values.encode(VALUES);
        assertThat(bytes).hasSize(8 + 8 + 1 + 6 + 20 + 24);
        Decoded.Good good = (Decoded.Good) Values.decode(TYPES, bytes);
        assertThat(Values.encode(good.values())).isEqualTo(bytes);
        assertThat(good.values().stream().map(Value::text))
                .containsExactly("1.5", "-7", "true", "0x0102", "[1, -1]", "[[0, 1]]");
    }

    @Test
    void aPrefixOrAnExtraByteIsRefusedWithItsPosition() {
        byte[] bytes = Values.encode(VALUES);
        for (int n = 0; n < bytes.length; n++) {
            assertThat(Values.decode(TYPES, Arrays.copyOf(bytes, n))).isInstanceOf(Decoded.Bad.class);
        }
        Decoded.Bad bad = (Decoded.Bad) Values.decode(TYPES, Arrays.copyOf(bytes, bytes.length + 1));
        assertThat(bad.position()).isEqualTo(TYPES.size());
        assertThat(bad.reason()).contains("1 trailing");
    }

    @Test
    void aWrongShapeIsNamed() {
        byte[] bytes = Values.encode(Value.tensor(FixedTensor.zeros(2, 3)));
        Decoded.Bad bad = (Decoded.Bad) Values.decode(List.of(Type.matUpTo(4, 2)), bytes);
        assertThat(bad.position()).isZero();
        assertThat(bad.reason()).contains("mat[2, 3] where mat[<=4, 2] is expected");
    }

    @Test
    void aHugePromisedTensorIsRefusedBeforeItIsAllocated() {
        byte[] bytes = {0x00, 0x7f, 0, 0};
        Decoded.Bad bad = (Decoded.Bad) Values.decode(List.of(Type.vecUpTo(8_388_608)), bytes);
        assertThat(bad.reason()).contains("ends before");
    }
}
