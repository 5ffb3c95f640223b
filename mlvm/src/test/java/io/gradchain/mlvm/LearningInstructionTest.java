package io.gradchain.mlvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations, samples and packed numbers as programs ask for them: their types, prices and traps (M-41, M-44). */
final class LearningInstructionTest {
    private static final String SAMPLE = """
            contract C
            view f(n: int, k: int, seed: int) -> TYPE
              local r3: TYPE
              r3 = sample r0, r1, r2
              return r3
            """;

    private static Validation validated(String text) {
        Assembler.Result.Assembled assembled = (Assembler.Result.Assembled) Assembler.assemble(text);
        return Vm.validate(assembled.program().encoded());
    }

    private static RunResult run(String text, Value... arguments) {
        return runIn(Limits.MEMORY, text, arguments);
    }

    private static RunResult runIn(long memory, String text, Value... arguments) {
        Validation validation = validated(text);
        assertThat(validation).isInstanceOf(Validation.Accepted.class);
        return Vm.run(
                ((Validation.Accepted) validation).program(),
                CallMode.VIEW,
                "f",
                Values.encode(arguments),
                new Budget(1_000_000, memory),
                new MemoryHost());
    }

    private static RunResult sample(String type, long n, long k, long seed) {
        return run(SAMPLE.replace("TYPE", type), Value.integer(n), Value.integer(k), Value.integer(seed));
    }

    private static Value vec(long... whole) {
        return Value.tensor(FixedTensor.adoptVec(raws(whole)));
    }

    private static long[] raws(long... whole) {
        return Arrays.stream(whole).map(n -> n * Fixed.ONE).toArray();
    }

    @Test
    void equationsAreSolved() {
        String text = """
                contract C
                view f(a: mat[2, 2], b: vec[<=4]) -> vec[2]
                  local r2: vec[2]
                  r2 = solve r0, r1
                  return r2
                """;
        Value a = Value.tensor(FixedTensor.adoptMat(2, 2, raws(1, 2, 3, 4)));
        assertThat(((Returned) run(text, a, vec(5, 6))).output())
                .isEqualTo(Values.encode(Value.tensor(FixedTensor.vec(-4 * Fixed.ONE, 9 * Fixed.ONE / 2))));
        Value singular = Value.tensor(FixedTensor.adoptMat(2, 2, raws(1, 2, 2, 4)));
        assertThat(((Trapped) run(text, singular, vec(5, 6))).trap()).isEqualTo(Trap.DOMAIN);
        assertThat(((Trapped) run(text, a, vec(5))).trap()).isEqualTo(Trap.SHAPE);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, DOMAIN",
        "1, -1, DOMAIN",
        "8388609, 1, DOMAIN",
        "8388608, 6, SHAPE",
        "6, 6, SHAPE",
        "-1, 6, DOMAIN"
    })
    void aSampleThatCannotBeDrawnTraps(long n, long k, Trap trap) {
        assertThat(((Trapped) sample("vec[<=5]", n, k, 7)).trap()).isEqualTo(trap);
    }

    @Test
    void aSampleIsAsLongAsThereAreNumbers() {
        assertThat(((Returned) sample("vec[<=5]", 2, 5, 7)).output()).hasSize(4 + 2 * 8);
        assertThat(((Returned) sample("vec[<=5]", 9, 0, 7)).output()).hasSize(4);
        assertThat(((Returned) sample("vec[5]", 9, 5, 7)).output()).hasSize(4 + 5 * 8);
        assertThat(((Trapped) sample("vec[5]", 4, 5, 7)).trap()).isEqualTo(Trap.SHAPE);
    }

    @Test
    void aSampleCostsWhatIsDrawnNotWhatItIsDrawnFrom() {
        long few = ((Returned) sample("vec[<=5]", 5, 5, 7)).gasUsed();
        assertThat(((Returned) sample("vec[<=5]", Limits.TENSOR_ELEMENTS, 5, 7)).gasUsed())
                .isEqualTo(few);
        assertThat(((Returned) sample("vec[<=5]", 5, 1, 7)).gasUsed()).isLessThan(few);
    }

    /** The operand of ten numbers takes 80 bytes, and so does the result, on top of which 8 are returned. */
    @ParameterizedTest
    @CsvSource({"sort, 160", "argsort, 320", "cumsum, 88"})
    void whatIsNeededMeanwhileIsAskedForToo(String op, long bytes) {
        String text = "contract C\nview f(a: vec[10]) -> fixed\n local r1: vec[10]\n local r2: fixed\n r1 = " + op
                + " r0\n r2 = sum r1\n return r2";
        Value ten = Value.tensor(FixedTensor.zeros(10));
        assertThat(runIn(80 + bytes, text, ten)).isInstanceOf(Returned.class);
        assertThat(((Trapped) runIn(80 + bytes - 1, text, ten)).trap()).isEqualTo(Trap.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: mat[33, 33], b: vec[33] | vec[33] | solve r0, r1",
                "a: mat[<=3, 3], b: vec[3] | vec[3] | solve r0, r1",
                "a: mat[2, 3], b: vec[3] | vec[3] | solve r0, r1",
                "a: mat[2, 3], b: mat[3, 2] | mat[3, 2] | tmatmul r0, r1",
                "a: mat[2, 3], b: int | vec[6] | sort r0",
                "a: int, b: int | vec[<=3] | uniform r0",
                "a: int, b: int | mat[2, 2] | sample r0, r1, r0",
                "a: fixed, b: int | vec[2] | pack r0, r1",
                "a: fixed, b: int | vec[3] | pack r0, r0",
                "a: vec[3], b: int | vec[3] | logsumexp r0"
            })
    void whatDoesNotFitIsRefused(String parameters, String type, String instruction) {
        String text = "contract C\nview f(" + parameters + ") -> " + type + "\n local r2: " + type + "\n r2 = "
                + instruction + "\n return r2";
        assertThat(validated(text)).isInstanceOf(Validation.Refused.class);
    }
}
