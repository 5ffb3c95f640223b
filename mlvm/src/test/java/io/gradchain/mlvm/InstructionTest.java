package io.gradchain.mlvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every computing instruction does to its operands what its name says, operands in their order (M-41). */
final class InstructionTest {
    private static final String PARAMETERS =
            "x: fixed, y: fixed, i: int, j: int, t: bool, f: bool, u: vec[<=9], v: vec[3], m: mat[<=9, 3], s: mat[2, 2]";

    /** 2.5, −0.5, 7, 2, true, false, [1, −2, 4], [3, 0.5, −1], [[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4]]. */
    private static byte[] arguments() {
        return Values.encode(
                Value.fixed(halves(5)),
                Value.fixed(halves(-1)),
                Value.integer(7),
                Value.integer(2),
                new Value.BoolValue(true),
                new Value.BoolValue(false),
                Value.tensor(FixedTensor.vec(halves(2), halves(-4), halves(8))),
                Value.tensor(FixedTensor.vec(halves(6), halves(1), halves(-2))),
                Value.tensor(FixedTensor.mat(2, 3, whole(1, 2, 3, 4, 5, 6))),
                Value.tensor(FixedTensor.mat(2, 2, whole(1, 2, 3, 4))));
    }

    private static long halves(int n) {
        return n * (Fixed.ONE / 2);
    }

    private static long[] whole(int... numbers) {
        return Arrays.stream(numbers).mapToLong(n -> n * Fixed.ONE).toArray();
    }

    private static RunResult run(String instruction, String type) {
        List<String> names = new ArrayList<>(List.of("x", "y", "i", "j", "t", "f", "u", "v", "m", "s"));
        String[] words = instruction.replace(",", "").split(" ", -1);
        for (int k = 1; k < words.length; k++) {
            words[k] = names.contains(words[k]) ? "r" + names.indexOf(words[k]) : words[k];
        }
        String operands = String.join(", ", Arrays.asList(words).subList(1, words.length));
        String text = "contract C\nview f(" + PARAMETERS + ") -> " + type + "\n local r10: " + type + "\n r10 = "
                + words[0] + " " + operands + "\n return r10";
        Assembler.Result.Assembled assembled = (Assembler.Result.Assembled) Assembler.assemble(text);
        Validation validation = Vm.validate(assembled.program().encoded());
        assertThat(validation).isInstanceOf(Validation.Accepted.class);
        ValidProgram program = ((Validation.Accepted) validation).program();
        return Vm.run(program, CallMode.VIEW, "f", arguments(), Budget.ofGas(1_000_000), new MemoryHost());
    }

    private static String text(String instruction, String type) {
        RunResult result = run(instruction, type);
        assertThat(result).as(instruction).isInstanceOf(Returned.class);
        Assembler.Result.Assembled typed =
                (Assembler.Result.Assembled) Assembler.assemble("contract C\nstate a: " + type);
        List<Type> types = List.of(typed.program().shown().state().getFirst().type());
        return ((Values.Decoded.Good) Values.decode(types, ((Returned) result).output()))
                .values()
                .getFirst()
                .text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "move x | fixed | 2.5",
                "move m | mat[<=9, 3] | [[1, 2, 3], [4, 5, 6]]",
                "add x, y | fixed | 2",
                "sub x, y | fixed | 3",
                "mul x, y | fixed | -1.25",
                "div x, y | fixed | -5",
                "min x, y | fixed | -0.5",
                "max x, y | fixed | 2.5",
                "sub i, j | int | 5",
                "div i, j | int | 3",
                "mod i, j | int | 1",
                "min i, j | int | 2",
                "neg i | int | -7",
                "abs y | fixed | 0.5",
                "sub u, v | vec[3] | [-2, -2.5, 5]",
                "sub u, x | vec[<=9] | [-1.5, -4.5, 1.5]",
                "sub x, u | vec[<=9] | [1.5, 4.5, -1.5]",
                "div y, u | vec[<=9] | [-0.5, 0.25, -0.125]",
                "mul m, y | mat[<=9, 3] | [[-0.5, -1, -1.5], [-2, -2.5, -3]]",
                "max u, v | vec[3] | [3, 0.5, 4]",
                "abs u | vec[<=9] | [1, 2, 4]",
                "sqrt x | fixed | 1.58113883008418966600",
                "exp y | fixed | 0.60653065971263342360",
                "ln x | fixed | 0.91629073187415506518",
                "sigmoid y | fixed | 0.37754066879814543537",
                "softplus y | fixed | 0.47407698418010668087",
                "tanh y | fixed | -0.46211715726000975850",
                "lt x, y | bool | false",
                "gt i, j | bool | true",
                "eq t, f | bool | false",
                "ne t, f | bool | true",
                "le u, v | vec[3] | [1, 1, 0]",
                "ge u, x | vec[<=9] | [0, 0, 1]",
                "and t, f | bool | false",
                "or t, f | bool | true",
                "not t | bool | false",
                "select f, x, y | fixed | -0.5",
                "select t, u, v | vec[<=9] | [1, -2, 4]",
                "to_int y | int | -1",
                "to_fixed i | fixed | 7",
                "sum u | fixed | 3",
                "mean m | fixed | 3.5",
                "norm s | fixed | 5.47722557505166113457",
                "highest u | fixed | 4",
                "lowest u | fixed | -2",
                "argmax u | int | 2",
                "len m | int | 2",
                "dot u, v | fixed | -2",
                "matvec m, v | vec[<=9] | [1, 8.5]",
                "matmul s, s | mat[2, 2] | [[7, 10], [15, 22]]",
                "outer u, v | mat[<=9, 3] | [[3, 0.5, -1], [-6, -1, 2], [12, 2, -4]]",
                "tmatmul m, m | mat[3, 3] | [[17, 22, 27], [22, 29, 36], [27, 36, 45]]",
                "logsumexp v | fixed | 3.09567432941438230095915",
                "logsumexp m | vec[<=9] | [3.4076059645, 6.4076059645]",
                "sort u | vec[<=9] | [-2, 1, 4]",
                "argsort u | vec[<=9] | [1, 0, 2]",
                "cumsum u | vec[<=9] | [1, -1, 3]",
                "sample i, j, i | vec[<=9] | [2, 1]",
                "sample j, i, i | vec[2] | [0, 1]",
                "uniform i | mat[1, 2] | [[0.3898297483, 0.0167882943]]",
                "uniform i | vec[2] | [0.3898297483, 0.0167882943]",
                "pack x, y, x | vec[3] | [2.5, -0.5, 2.5]",
                "element u, j | fixed | 4",
                "slice u, j, j | vec[<=9] | []",
                "concat u, v | vec[<=12] | [1, -2, 4, 3, 0.5, -1]",
                "concat m, m | mat[<=18, 3] | [[1, 2, 3], [4, 5, 6], [1, 2, 3], [4, 5, 6]]",
                "transpose s | mat[2, 2] | [[1, 3], [2, 4]]",
                "reshape s | vec[4] | [1, 2, 3, 4]",
                "reshape m | vec[<=27] | [1, 2, 3, 4, 5, 6]",
                "one_hot j | vec[4] | [0, 0, 1, 0]",
                "height | int | 7",
                "random j | int | 144680345676153346",
                "time | int | 1700000000000"
            })
    void doesWhatItsNameSays(String instruction, String type, String expected) {
        // a decimal of many digits stands for the fixed nearest to it
        String nearest = type.equals("fixed") ? nearest(expected) : expected;
        assertThat(text(instruction, type)).isEqualTo(nearest);
    }

    private static String nearest(String decimal) {
        return Fixed.toString(((ParseResult.Parsed) Fixed.parse(decimal)).raw());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vecmat m, u | vec[3] | SHAPE | -1",
                "element u, i | fixed | INDEX | -1",
                "row m, j | vec[3] | INDEX | -1",
                "rows m, i, j | mat[<=9, 3] | INDEX | -1",
                "gather u, v | vec[3] | INDEX | 0",
                "one_hot i | vec[4] | INDEX | -1",
                "ln y | fixed | DOMAIN | -1",
                "sqrt u | vec[<=9] | DOMAIN | 1",
                "solve s, u | vec[2] | SHAPE | -1",
                "random i | int | NO_RANDOM | 7",
                "sample i, j, i | vec[3] | SHAPE | -1",
                "sample i, i, i | vec[<=6] | SHAPE | -1"
            })
    void trapsWhereItIsNotDefined(String instruction, String type, String trap, long index) {
        RunResult result = run(instruction, type);
        assertThat(result).as(instruction).isInstanceOf(Trapped.class);
        assertThat(((Trapped) result).trap()).isEqualTo(Trap.valueOf(trap));
        assertThat(((Trapped) result).index()).isEqualTo(index);
        assertThat(((Trapped) result).pc()).isZero();
    }
}
