package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests written in Grad, passing and failing, on the screen. */
final class TestCommandTest {
    private static final String CONTRACT = """
            contract Purse(D: size, MOST: size = 3):
                param price: int = 2
                state:
                    sold: int = 0
                    w: vec[D] = ones

                pure fn square(x: vec[D]) -> fixed:
                    return dot(x, x)

                @external
                fn buy(n: int):
                    require n > 0, "buy something"
                    for i in range(n, max=MOST):
                        sold += price

                @external @owner
                fn close():
                    sold = 0

                @view
                fn never() -> int:
                    return 1
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private String contract(String tests) throws IOException {
        return Files.writeString(folder.resolve("purse.grad"), CONTRACT + "\n" + tests)
                .toString();
    }

    @Test
    void whatHoldsPassesAndCountsGasAndLines() throws IOException {
        String file = contract("""
                test "buys" with price=5, D=2:
                    buy(2)
                    assert sold == 10
                    assert w == [1.0, 1.0]
                    assert near(w, [1.0, 1.1], 0.2)

                test "starts anew" with D=1:
                    assert sold == 0

                test "only the owner closes" with D=1 as stranger fails "only the owner may do this":
                    close()

                test "too many" with D=1 fails "V-12":
                    buy(4)

                test "slope" with D=2:
                    gradcheck(square)
                """);
        assertThat(shell.run("test", file)).as(shell.complaint()).isZero();
        assertThat(shell.said())
                .contains(
                        "5 of 5 tests passed",
                        "gradient of square: largest error",
                        "not reached: line 18, 22",
                        "Next:");
        assertThat(shell.run("test", file, "--json")).isZero();
        JsonNode json = shell.json();
        assertThat(json.path("ran").asInt()).isEqualTo(5);
        assertThat(json.path("tests").get(0).path("gas").asLong())
                .isGreaterThan(json.path("tests").get(1).path("gas").asLong());
        assertThat(json.path("lines").path("missed").toString()).isEqualTo("[18,22]");
    }

    @Test
    void whatDoesNotHoldIsShownWithBothSides() throws IOException {
        String file = contract("""
                test "wrong" with D=1:
                    buy(2)
                    assert sold == 5
                """);
        assertThat(shell.run("test", file)).isEqualTo(1);
        assertThat(shell.complaint())
                .contains("error[G401]", "assert sold == 5", "left is 4, right is 5", "X-14", "1 of 1 test fails");
        assertThat(shell.run("test", file, "--json")).isEqualTo(1);
        assertThat(shell.json().path("ok").asBoolean(true)).isFalse();
    }

    @Test
    void aCallThatFailsSaysWhyAndWhereInTheContract() throws IOException {
        String file = contract("""
                test "nothing" with D=1:
                    buy(0)
                """);
        assertThat(shell.run("test", file)).isEqualTo(1);
        assertThat(shell.complaint())
                .contains("error[G402]", "this call fails: buy something", "line 12 of the contract");
    }

    @Test
    void aTestThatShouldFailMust() throws IOException {
        String file = contract("""
                test "fine" with D=1 fails "buy something":
                    buy(1)

                test "another reason" with D=1 fails "buy something":
                    buy(9)
                """);
        assertThat(shell.run("test", file)).isEqualTo(1);
        assertThat(shell.complaint()).contains("G403", "it does not fail", "it fails otherwise: V-12");
    }

    @Test
    void theBeaconSaysTheSameInEveryTest() throws IOException {
        String file = Files.writeString(folder.resolve("lottery.grad"), """
                contract Lottery(D: size):
                    state:
                        winner: int = -1

                    @external
                    fn draw(back: int, n: int):
                        winner = random(height - back) % n

                    @view
                    fn start(seed: int) -> vec[D]:
                        return uniform(seed, -1, 1)

                test "one of three wins" with D=2:
                    draw(1, 3)
                    assert 0 <= winner < 3
                    let first = winner
                    draw(1, 3)
                    assert winner == first
                    draw(1, 1000000)
                    assert winner == random(height - 1) % 1000000
                    let other = winner
                    draw(2, 1000000)
                    assert winner != other

                test "a beginning for weights" with D=2:
                    assert near(start(random(height - 9)), [0.0, 0.0], 1.0)

                test "the last of them" with D=1:
                    draw(256, 5)

                test "too long ago" with D=1 fails "V-21":
                    draw(257, 5)

                test "too early" with D=1 fails "V-21":
                    draw(0, 5)
                """).toString();
        assertThat(shell.run("test", file)).as(shell.complaint()).isZero();
        assertThat(shell.said()).contains("5 of 5 tests passed");
        assertThat(shell.run("explain", "V-21")).isZero();
        assertThat(shell.said()).contains("random(height - 1)");
    }

    @Test
    void mistakesInTestsAreExplainedLikeThoseInContracts() throws IOException {
        String file = contract("""
                test "unknown" with D=1:
                    buyy(1)

                test "changes" with D=1:
                    sold = 3
                """);
        assertThat(shell.run("test", file)).isEqualTo(1);
        assertThat(shell.complaint()).contains("there is no function `buyy`", "did you mean `buy`?", "G153");
        assertThat(shell.run("test", contract("test wrong:\n    pass\n"))).isEqualTo(65);
        assertThat(shell.complaint()).contains("G006");
        assertThat(shell.run("test", contract(""))).isEqualTo(1);
        assertThat(shell.complaint()).contains("X-21", "there are no tests");
    }

    @Test
    void testsMayStandInAFileOfTheirOwn() throws IOException {
        String file = contract("");
        Files.writeString(folder.resolve("purse_test.grad"), """
                test "beside" with D=1:
                    buy(1)
                    assert sold == 2
                """);
        assertThat(shell.run("test", file)).as(shell.complaint()).isZero();
        assertThat(shell.said()).contains("1 of 1 tests passed");
    }
}
