package io.gradchain.cli.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradchain.cli.error.CommandFailed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractBookTest {
    private static final ContractBook.Entry LINEAR =
            ContractBook.Entry.deployed("linear", "tgrad1a", "LinearRegression", 10);
    private static final ContractBook.Entry TUMOURS =
            ContractBook.Entry.deployed("tumours", "tgrad1b", "LogisticRegression", 30);

    private final ContractBook book = new ContractBook(List.of(LINEAR, TUMOURS));

    @Test
    void contractsAreFoundByNameAddressAndAsTheLast() {
        assertThat(book.find("linear")).isEqualTo(LINEAR);
        assertThat(book.find("tgrad1b")).isEqualTo(TUMOURS);
        assertThat(book.find("@last")).isEqualTo(TUMOURS);
        CommandFailed failed = catchThrowableOfType(CommandFailed.class, () -> book.find("liner"));
        assertThat(failed.problem().hint()).isEqualTo("there are linear, tumours and @last");
    }

    @Test
    void aTakenNameGetsANumber() {
        assertThat(book.freeName("linear")).isEqualTo("linear2");
        assertThat(book.freeName("new")).isEqualTo("new");
    }

    @Test
    void theBookSurvivesTheDisk(@TempDir Path folder) {
        ChainFolder chain = new ChainFolder(folder.resolve("ümlaut chain"));
        assertThat(chain.contracts().entries()).isEmpty();
        chain.write(book.with(LINEAR.holding("d.csv y", List.of("age", "bmi"), "y")));
        assertThat(chain.contracts().entries()).hasSize(2);
        assertThat(chain.contracts().find("linear").columns()).containsExactly("age", "bmi");
    }
}
