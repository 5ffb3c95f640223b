package io.gradchain.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Signature function(Type type) {
        return new Signature("f", Signature.Kind.VIEW, List.of(new Field("x", type)), Optional.empty());
    }

    private static Value parse(Type type, String text) {
        return Arguments.parse(function(type), List.of(text)).getFirst();
    }

    private static String refusal(Type type, String text) {
        return catchThrowableOfType(CommandFailed.class, () -> parse(type, text))
                .problem()
                .cause();
    }

    @Test
    void decimalsAreRoundedOnceFromTheirExactValue() {
        // 0.1 · 2³² = 429496729.6
        assertThat(parse(Type.Scalar.FIXED, "0.1")).isEqualTo(Value.fixed(429_496_730L));
        assertThat(parse(Type.Scalar.INT, "-12")).isEqualTo(Value.integer(-12));
        assertThat(parse(Type.Scalar.BOOL, "true")).isEqualTo(new Value.BoolValue(true));
    }

    @Test
    void tensorsAreWrittenInBrackets() {
        assertThat(parse(Type.vec(2), "[1.5, -2]")).isEqualTo(Value.tensor(FixedTensor.vec(3L << 31, -2L << 32)));
        assertThat(parse(Type.matUpTo(8, 2), "[[1, 2], [3, 4]]"))
                .isEqualTo(Value.tensor(FixedTensor.mat(2, 2, 1L << 32, 2L << 32, 3L << 32, 4L << 32)));
    }

    @Test
    void wrongShapesAndWrongTextsAreNamed() {
        assertThat(refusal(Type.vec(3), "[1, 2]")).isEqualTo("'[1, 2]' is no x: vec[3]");
        assertThat(refusal(Type.mat(2, 2), "[[1, 2], [3]]")).contains("a row of 1");
        assertThat(refusal(Type.Scalar.INT, "1.5")).contains("x: int");
        assertThat(refusal(Type.Scalar.FIXED, "1e99")).contains("outside the range");
        assertThat(catchThrowableOfType(CommandFailed.class, () -> Arguments.parse(function(Type.vec(1)), List.of()))
                        .problem()
                        .hint())
                .isEqualTo("f(x: vec[1])");
    }
}
