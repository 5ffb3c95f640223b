package io.gradchain.node.network.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.codec.DecodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gets into the book, what stays, and what is written. */
final class AddressBookTest {
    private static final NetGroup SOURCE = TestAddresses.at(9, 0, 1, 9).group();

    private final AddressBook book = new AddressBook(new byte[AddressBook.SECRET_BYTES]);
    private final SplittableRandom dice = new SplittableRandom(1);

    @TempDir
    Path directory;

    @Test
    void whoFloodsTheBookFillsHisOwnPlacesAndPushesOutNobody() {
        for (int i = 0; i < 30; i++) {
            BookAddress honest = TestAddresses.at(20 + i, 1, 1, i + 1);
            book.heard(honest, SOURCE);
            book.good(honest);
        }
        for (int i = 0; i < 20_000; i++) {
            book.heard(TestAddresses.at(100 + i % 100, i % 250, i / 250, 1_000 + i), SOURCE);
        }
        assertThat(book.provenSize()).isBetween(28, 30);
        assertThat(book.size() - book.provenSize())
                .isLessThanOrEqualTo(AddressBook.BUCKETS_OF_SOURCE * AddressBook.SLOTS);
    }

    @Test
    void aPlaceThatProvedAKeyIsNotBelievedToHaveAnother() {
        BookAddress proven = TestAddresses.at(20, 1, 1, 1);
        book.good(proven);
        book.heard(
                new BookAddress(
                        proven.host(),
                        proven.port(),
                        TestAddresses.at(20, 1, 1, 2).key()),
                SOURCE);
        book.heard(new BookAddress(TestAddresses.at(30, 1, 1, 1).host(), 1, proven.key()), SOURCE);
        assertThat(book.size()).isEqualTo(1);
        assertThat(book.pick(dice, 0, address -> true)).contains(proven);
    }

    @Test
    void hearsayThatDoesNotAnswerIsForgottenAndWhatIsProvenWaits() {
        BookAddress rumour = TestAddresses.at(20, 1, 1, 1);
        book.heard(rumour, SOURCE);
        for (int i = 0; i < 3; i++) {
            book.failed(rumour, 0);
        }
        assertThat(book.size()).isZero();
        BookAddress proven = TestAddresses.at(21, 1, 1, 2);
        book.good(proven);
        book.failed(proven, 100);
        assertThat(book.pick(dice, 99, address -> true)).isEmpty();
        assertThat(book.pick(dice, 100, address -> true)).contains(proven);
    }

    @Test
    void privateAddressesComeOnlyFromWhereTheyMeanSomething() {
        BookAddress loopback = TestAddresses.at(127, 0, 1, 1);
        BookAddress everywhere = TestAddresses.at(20, 1, 1, 2);
        BookAddress home = TestAddresses.at(10, 1, 1, 3);
        assertThat(loopback.isPlausibleFrom(everywhere.host())).isFalse();
        assertThat(home.isPlausibleFrom(everywhere.host())).isFalse();
        assertThat(loopback.isPlausibleFrom(loopback.host())).isTrue();
        assertThat(home.isPlausibleFrom(TestAddresses.at(10, 2, 2, 4).host())).isTrue();
        assertThat(everywhere.isPlausibleFrom(home.host())).isTrue();
        assertThat(TestAddresses.at(224, 0, 1, 5).isPlausibleFrom(everywhere.host()))
                .isFalse();
    }

    @Test
    void theFileBringsBackAnchorsAndAddressesAndABrokenOneIsNotFeared() throws IOException {
        BookAddress anchor = TestAddresses.at(20, 1, 1, 1);
        book.good(anchor);
        book.heard(TestAddresses.at(21, 1, 1, 2), SOURCE);
        book.anchors(List.of(anchor));
        Path path = directory.resolve(BookFile.NAME);
        BookFile file = new BookFile(path);
        file.write(book.encoded());
        AddressBook read = file.read(new byte[AddressBook.SECRET_BYTES]);
        assertThat(read.encoded()).isEqualTo(book.encoded());
        assertThat(read.anchors()).containsExactly(anchor);
        assertThat(new OutboundPlan(read, false, dice).next(List.of(), 0, address -> true))
                .contains(anchor);
        Files.write(path, Arrays.copyOf(book.encoded(), 20));
        assertThat(file.read(new byte[AddressBook.SECRET_BYTES]).size()).isZero();
    }

    @Test
    void listsOfPeersAreReadOnlyAsTheyAreWritten() {
        List<BookAddress> list = List.of(TestAddresses.at(20, 1, 1, 1), TestAddresses.at(21, 1, 1, 2));
        byte[] bytes = AddressList.encode(list);
        assertThat(AddressList.decode(bytes)).isEqualTo(list);
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = Arrays.copyOf(bytes, random.nextInt(bytes.length + 5));
            if (changed.length > 0) {
                changed[random.nextInt(changed.length)] ^= (byte) random.nextInt(256);
            }
            try {
                assertThat(AddressList.encode(AddressList.decode(changed)))
                        .as("seed 2 round %d", round)
                        .isEqualTo(changed);
            } catch (DecodeException e) {
                // Refused: nothing else may happen.
            }
        }
        List<BookAddress> many = new java.util.ArrayList<>();
        for (int i = 0; i <= AddressList.MAX; i++) {
            many.add(TestAddresses.at(20, 1, i, i + 1));
        }
        assertThatThrownBy(() -> AddressList.decode(AddressList.encode(many))).isInstanceOf(DecodeException.class);
    }
}
