package io.gradchain.node.network.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * F18 in virtual time: a node with ten outgoing peers is told of 200 addresses of an attacker, again and again, and
 * restarts. An address of the attacker always answers; an honest one is away with a chance of one in ten.
 */
final class EclipseTest {
    private static final int SEEDS = 1_000;
    private static final int WANTED = 10;
    private static final int HONEST = 30;
    private static final int SYBILS = 200;

    @Test
    void anAttackerInOneGroupNeverSurroundsANodeThatRestarts() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(new Attack(seed, 1).honestAfterRestart())
                    .as("honest outgoing peers, seed %d", seed)
                    .isGreaterThanOrEqualTo(2);
        }
    }

    /** Where groups cannot help, since the attacker rents addresses everywhere, the anchors are what is left. */
    @Test
    void anchorsKeepHonestPeersAgainstAnAttackerInManyGroups() {
        int surrounded = 0;
        for (long seed = 0; seed < 200; seed++) {
            surrounded += new Attack(seed, 100).honestAfterRestart() < 2 ? 1 : 0;
        }
        // All four anchors away, or three: 4 · 0.1³ · 0.9 + 0.1⁴ = 0.0037, if nobody else in the book is honest: 0.7 of
        // 200.
        assertThat(surrounded).isLessThanOrEqualTo(5);
    }

    /** The measure works: a plain list, from which each is dialled with the same chance, does surround the node. */
    @Test
    void aPlainListInsteadOfTheBookIsSurrounded() {
        int surrounded = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            surrounded += new Attack(seed, 1).honestOfAPlainList() < 2 ? 1 : 0;
        }
        assertThat(surrounded).isGreaterThan(SEEDS / 2);
    }

    /** One victim and one attacker. */
    private static final class Attack {
        private final SplittableRandom dice;
        private final AddressBook book;
        private final List<BookAddress> honest = new ArrayList<>();
        private final List<BookAddress> sybils = new ArrayList<>();

        /** @param groups the attacker has addresses in */
        Attack(long seed, int groups) {
            this.dice = new SplittableRandom(seed);
            byte[] secret = new byte[AddressBook.SECRET_BYTES];
            dice.nextBytes(secret);
            this.book = new AddressBook(secret);
            for (int i = 0; i < HONEST; i++) {
                honest.add(TestAddresses.at(20 + i, 1, 1, i + 1));
            }
            for (int i = 0; i < SYBILS; i++) {
                sybils.add(TestAddresses.at(100 + i % groups, i / 250, i % 250, 1_000 + i));
            }
        }

        long honestOfAPlainList() {
            List<BookAddress> left = new ArrayList<>(honest);
            left.addAll(sybils);
            int found = 0;
            for (int connected = 0; connected < WANTED; ) {
                BookAddress next = left.remove(dice.nextInt(left.size()));
                boolean away = honest.contains(next) && dice.nextInt(10) == 0;
                connected += away ? 0 : 1;
                found += honest.contains(next) && !away ? 1 : 0;
            }
            return found;
        }

        long honestAfterRestart() {
            honest.forEach(
                    address -> book.heard(address, TestAddresses.at(9, 9, 9, 9).group()));
            List<BookAddress> before = dialAll(new OutboundPlan(book, false, dice), honest);
            book.anchors(before);
            // Every answer to every question, for as long as the node runs, and from each of the attacker's groups.
            for (int round = 0; round < 2; round++) {
                for (BookAddress sybil : sybils) {
                    book.heard(sybil, sybils.get(dice.nextInt(SYBILS)).group());
                }
            }
            AddressBook restarted = AddressBook.decode(book.encoded());
            List<BookAddress> all = new ArrayList<>(honest);
            all.addAll(sybils);
            List<BookAddress> after = dialAll(new OutboundPlan(restarted, false, dice), all);
            return after.stream().filter(honest::contains).count();
        }

        /** Dials until ten are connected or a virtual quarter of an hour is over. */
        private List<BookAddress> dialAll(OutboundPlan plan, List<BookAddress> answering) {
            List<BookAddress> outgoing = new ArrayList<>();
            for (long second = 0; second < 900 && outgoing.size() < WANTED; ) {
                long now = 1_000 * second;
                Optional<BookAddress> next = plan.next(outgoing, now, address -> true);
                next.ifPresent(address -> {
                    boolean away = honest.contains(address) && dice.nextInt(10) == 0;
                    if (answering.contains(address) && !away) {
                        outgoing.add(address);
                        plan.good(address);
                    } else {
                        plan.failed(address, now);
                    }
                });
                second += next.isPresent() ? 1 : 30;
            }
            return outgoing;
        }
    }
}
