package io.gradchain.mlvm.grad.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.grad.Library;
import io.gradchain.mlvm.grad.format.FormatResult.Formatted;
import io.gradchain.mlvm.grad.format.FormatResult.Refused;
import io.gradchain.mlvm.grad.library.Modules;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Lexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One layout for every source, and nothing but the layout changes. */
final class FormatterTest {
    private static final long SEED = 20261125;

    private static final String UGLY = """
            # two lines


            #  above all
            contract   Ugly ( D : size,CAP:size=8 ) :
              \"""About it:
                 as written  \"""
              param a:int=1 # one
              param long_name : fixed   =-0.5  #two

              param alone: vec [ D ]
              state :

                n:int=0
                weights_ : vec[D]=zeros
                # the rows
                rows:dataset[ CAP,D ] # all
              event Seen(n:int,x : fixed)
              # what it costs
              pure   fn loss [ N:size<=CAP ] ( w:vec[D],X:mat[N,D] )->fixed :
                return -mean( (X@w)*- 2 )+w [ 0 ]-1
              @external
              @owner

              fn go( times:int ) :
                for _ in range( times,max = 10 ) :
                      # deep
                      if not(n>-1)and n!= 3: n+=1
                      else :
                          pass
                             # still in the else

                let(l,dw)=value_and_grad( loss,wrt=(w) )(
                      weights_,

                      rows . X, # the rows
                     # and no more
                )
                weights_-=0.1*dw
                emit Seen(n,l)
              # the end
            """;

    private static final String PRETTY = """
            # two lines

            #  above all
            contract Ugly(D: size, CAP: size = 8):
                \"""About it:
                 as written  \"""
                param a:         int   = 1     # one
                param long_name: fixed = -0.5  #two

                param alone: vec[D]
                state:
                    n:        int    = 0
                    weights_: vec[D] = zeros
                    # the rows
                    rows: dataset[CAP, D]  # all

                event Seen(n: int, x: fixed)

                # what it costs
                pure fn loss[N: size <= CAP](w: vec[D], X: mat[N, D]) -> fixed:
                    return -mean((X @ w) * -2) + w[0] - 1

                @external
                @owner
                fn go(times: int):
                    for _ in range(times, max=10):
                        # deep
                        if not (n > -1) and n != 3: n += 1
                        else:
                            pass
                            # still in the else

                    let (l, dw) = value_and_grad(loss, wrt=(w))(
                        weights_,

                        rows.X,  # the rows
                        # and no more
                    )
                    weights_ -= 0.1 * dw
                    emit Seen(n, l)
                # the end
            """;

    private static String formatted(String source) {
        return ((Formatted) Formatter.format(source)).text();
    }

    private static Stream<String> sources() throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : Library.names()) {
            all.add(Library.source(name).orElseThrow());
            Library.testSource(name).ifPresent(all::add);
        }
        Modules.names().forEach(name -> all.add(Modules.source(name).orElseThrow()));
        Pattern.compile("```grad\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("GRAD.md")))
                .results()
                .forEach(match -> all.add(match.group(1)));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void theLibraryAndTheReferenceAreLaidOutAlready(String source) {
        assertThat(formatted(source)).isEqualTo(source);
    }

    @Test
    void everyRuleShowsInOneSource() {
        assertThat(formatted(UGLY)).isEqualTo(PRETTY);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void whiteSpaceThatSaysNothingMakesNoDifference(String source) {
        int rounds = Math.clamp(500_000 / source.length(), 20, 300);
        for (int i = 0; i < rounds; i++) {
            long seed = SEED + i;
            String other = new Respaced(new SplittableRandom(seed)).text(source);
            assertThat(formatted(other)).as("seed %d of%n%s", seed, other).isEqualTo(source);
        }
    }

    @Test
    void tokensAndCommentsStay() {
        String once = formatted(UGLY);
        assertThat(tokens(once)).isEqualTo(tokens(UGLY));
        assertThat(comments(once)).isEqualTo(comments(UGLY));
        assertThat(formatted(once)).isEqualTo(once);
    }

    private static List<String> tokens(String source) {
        return Lexer.tokens(source, new Report()).stream()
                .map(t -> t.kind() + " " + t.text())
                .toList();
    }

    /** No text of these sources has a hash in it. */
    private static List<String> comments(String source) {
        return source.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')).strip())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "contract",
                "contract A:\n\tparam a: int",
                "contract A:\n    fn f():\n        let x = (1\n",
                "contract A:\n    fn f() -> int:\n        return \"\n",
                "contract A:\n    fn f() -> int:\n        return 1 ~ 2\n"
            })
    void whatCannotBeReadIsRefusedWithAPlace(String source) {
        assertThat(((Refused) Formatter.format(source)).diagnostics()).isNotEmpty();
    }

    /** Pieces that would read otherwise if they were pushed together. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 .x",
                "- - 1",
                "\"\" \"\"",
                "a - -b",
                "not -a",
                "f(-1)[-2]",
                "a. b .c",
                "1_000 + 0.50",
                "(-a)-(-b)"
            })
    void nothingGrowsTogether(String value) {
        String source = "contract A:\n  fn f():\n    let x = g(" + value + ")\n";
        if (Formatter.format(source) instanceof Formatted done) {
            assertThat(tokens(done.text())).isEqualTo(tokens(source));
        }
    }

    @Test
    void anyTextHasAnAnswer() {
        String[] pieces = {
            "contract A:\n",
            "    ",
            "  ",
            "\n",
            "fn f():\n",
            "let x = ",
            "(",
            ")",
            "[",
            "]",
            "1",
            ".",
            "-",
            "\"\"\"",
            "\"",
            "# c",
            "@view ",
            "state:\n",
            "x: int",
            " = ",
            ",",
            ":",
            "@",
            "\r",
            "\t",
            "else",
            "param ",
            "é"
        };
        int done = 0;
        for (int i = 0; i < 20_000; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            StringBuilder source = new StringBuilder("contract A:\n    ");
            for (int n = random.nextInt(14); n > 0; n--) {
                source.append(pieces[random.nextInt(pieces.length)]);
            }
            if (Formatter.format(source.toString()) instanceof Formatted first) {
                done++;
                assertThat(formatted(first.text())).as("seed %d", SEED + i).isEqualTo(first.text());
            }
        }
        assertThat(done).isPositive();
    }
}
