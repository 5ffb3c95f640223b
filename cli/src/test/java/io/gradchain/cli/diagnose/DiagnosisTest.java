package io.gradchain.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.lab.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Each situation as four validators would tell it: what is said of it, and whether the chain moves. */
class DiagnosisTest {
    private static final Map<String, Long> POS = Map.of("max_empty_interval_ms", 2_000L);
    private static final Map<String, Long> POW = Map.of("block_time_ms", 2_000L);

    static Stream<Arguments> situations() {
        return Stream.of(
                at("all well, nothing to do", net(), true, "The chain moves, idle", "empty block comes every 2.0 s"),
                at("work in progress", net().all(n -> n.gas(1)), true, "The chain moves: block 100 is final"),
                at("one of four is down", net().down(4), true, "node4 is down", "testnet up"),
                at(
                        "two of four are down",
                        net().stuck().down(3).down(4),
                        false,
                        "no quorum: 3 of 4 validators needed, 2 there (node1, node2)",
                        "node3 is down",
                        "node4 is down"),
                at("one does not answer", net().silent(2), true, "node2 does not answer at http://node2"),
                at(
                        "one stopped voting",
                        net().one(3, n -> n.halted("C-53 two quorums contradict each other")),
                        true,
                        "node3 stopped voting: C-53"),
                at(
                        "one lost its vote log",
                        net().one(3, n -> n.awaits("vote in view 7")),
                        true,
                        "node3 only observes: its vote log lost a vote in view 7"),
                at(
                        "two stopped voting",
                        net().stuck().one(3, n -> n.halted("x")).one(4, n -> n.halted("x")),
                        false,
                        "no quorum: 3 of 4 validators needed, 2 there"),
                at(
                        "one votes no more but answers",
                        net().unheard(4, 60_000),
                        true,
                        "node4 has not voted for 60 s",
                        "validator key"),
                at("the one whose turn it is is down", net().down(1), true, "it is the turn of node1 in view 120"),
                at(
                        "cut into halves",
                        net().stuck().cut(1, 3).cut(1, 4).cut(2, 3).cut(2, 4),
                        false,
                        "no side has a quorum: node1,node2 | node3,node4",
                        "net heal"),
                at(
                        "one is cut off",
                        net().cut(3, 1).cut(3, 2).cut(3, 4),
                        true,
                        "cut the nodes apart: node1,node2,node4 | node3"),
                at("a ring with one link cut", net().cut(1, 2), true, "!apart"),
                at("a slow link", net().link(1, 2, 50), true, "node1 → node2 50ms"),
                at(
                        "a clock of an hour ago",
                        net().one(2, n -> n.clock(-3_600_000)),
                        true,
                        "node2's clock is 60 min behind"),
                at("a clock within what the network blurs", net().one(2, n -> n.clock(200)), true, "!clock"),
                at("one lags", net().one(3, n -> n.at(40, 40)), true, "node3 lags 60 blocks behind"),
                at(
                        "one catches up",
                        net().one(3, n -> n.at(30, 40).syncing(100)),
                        true,
                        "node3 catches up: 40 of 100, 10 blocks/s, 6.0 s left",
                        "!lags"),
                at(
                        "a full disk",
                        net().stuck().one(1, n -> n.disk(1 << 20)),
                        false,
                        "node1's disk is full: 1 MiB left"),
                at("a slow disk", net().one(1, n -> n.sync(120_000)), true, "up to 120 ms"),
                at("a peer is missing", net().one(2, n -> n.peers(1)), true, "node2 has 1 peers, and 3 others answer"),
                at("an engine that cannot follow", net().one(2, n -> n.queue(4_000)), true, "4000 events wait"),
                at("a fork", net().one(4, n -> n.block("ffffffffff")), false, "FORK", "node4 has ffffffff…"),
                at(
                        "a gap of nonces",
                        net().all(n -> n.waiting(7)),
                        true,
                        "7 transactions wait, and none can be executed"),
                at(
                        "work, all vote, nothing comes",
                        net().stuck().all(n -> n.gas(1)),
                        false,
                        "every validator answers and votes, and yet nothing becomes final"),
                at("nobody answers", net().down(1).down(2).down(3).down(4), false, "No node answers"),
                at(
                        "mining as wished",
                        net().mined(1_000),
                        true,
                        "4,000 hashes/s, a block every 2.0 s wished",
                        "!quorum"),
                at("mining stopped", net().mined(0).stuck(), false, "nobody mines"),
                at("too hard a puzzle", net().mined(5).stuck(), false, "too hard", "20 hashes/s"),
                at(
                        "an engine that waits for work",
                        net().with(Map.of()).all(n -> n.leader("")).stuck(),
                        true,
                        "The chain waits for work",
                        "makes no block without one"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void everySituationHasItsWords(String name, NetFacts facts, boolean moving, List<String> words) {
        Diagnosis diagnosis = Diagnosis.of(facts);
        String all = diagnosis.summary() + "\n"
                + String.join(
                        "\n",
                        diagnosis.findings().stream()
                                .map(found -> found.what() + " / " + found.advice())
                                .toList());
        for (String word : words) {
            if (word.startsWith("!")) {
                assertThat(all).as(name).doesNotContain(word.substring(1));
            } else {
                assertThat(all).as(name).contains(word);
            }
        }
        assertThat(diagnosis.moving()).as(all).isEqualTo(moving);
        assertThat(diagnosis.findings())
                .as("the worst first")
                .isSortedAccordingTo((a, b) -> a.weight().compareTo(b.weight()));
        assertThat(diagnosis.findings().stream().anyMatch(f -> f.weight() == Finding.Weight.BLOCKS) || moving)
                .as("a chain that stands still has a cause: %s", all)
                .isTrue();
    }

    @Test
    void oneNodeAloneTellsWhomItDoesNotHear() {
        NetFacts four = net().unheard(1, 60_000)
                .unheard(3, 30_000)
                .unheard(4, 40_000)
                .stuck()
                .facts();
        NetFacts one = new NetFacts(four.parameters(), 1_000, four.nodes().subList(0, 1));
        assertThat(Diagnosis.of(one).findings())
                .extracting(Finding::what)
                .contains(
                        "no quorum: 3 of 4 validators needed, 2 there (node1, node2)",
                        "node3 has not voted for 30 s",
                        "node4 has not voted for 40 s");
    }

    private static Arguments at(String name, Net net, boolean moving, String... words) {
        return Arguments.of(name, net.facts(), moving, List.of(words));
    }

    private static Net net() {
        return new Net();
    }

    /** Four validators that are well, made worse step by step. */
    private static final class Net {
        private final List<One> nodes = new ArrayList<>();
        private Map<String, Long> parameters = POS;

        Net() {
            for (int i = 1; i <= 4; i++) {
                nodes.add(new One(i));
            }
        }

        Net with(Map<String, Long> others) {
            parameters = others;
            return this;
        }

        Net mined(long attempts) {
            all(n -> {
                n.attempts = attempts;
                n.leader = "";
                return n;
            });
            return with(POW);
        }

        Net all(UnaryOperator<One> change) {
            nodes.replaceAll(change);
            return this;
        }

        Net one(int number, UnaryOperator<One> change) {
            nodes.set(number - 1, change.apply(nodes.get(number - 1)));
            return this;
        }

        Net stuck() {
            return all(n -> n.at(100, 100).old());
        }

        Net down(int number) {
            return one(number, One::down).unheard(number, 60_000);
        }

        Net silent(int number) {
            return one(number, n -> {
                n.answers = false;
                return n;
            });
        }

        Net unheard(int number, long millis) {
            return all(n -> n.unheard(number, millis));
        }

        Net cut(int from, int to) {
            return one(from, n -> n.link(to, 0, true));
        }

        Net link(int from, int to, int delay) {
            return one(from, n -> n.link(to, delay, false));
        }

        NetFacts facts() {
            return new NetFacts(
                    new TreeMap<>(parameters),
                    1_000,
                    nodes.stream().map(One::facts).toList());
        }
    }

    private static final class One {
        private final int number;
        private final Map<Integer, Long> silence = new TreeMap<>();
        private final List<Link> links = new ArrayList<>();
        private boolean down;
        private boolean answers = true;
        private String halted = "";
        private String awaited = "";
        private long before = 99;
        private long height = 100;
        private String block = "abcdef0123";
        private long age = 300;
        private long clock;
        private boolean syncing;
        private long target;
        private String leader = key(1);
        private int peers = -1;
        private int waiting;
        private long gas;
        private int queue;
        private long sync = 900;
        private long disk = 100L << 30;
        private long attempts;

        One(int number) {
            this.number = number;
        }

        One down() {
            down = true;
            answers = false;
            return this;
        }

        One awaits(String mark) {
            awaited = mark;
            return this;
        }

        One halted(String reason) {
            halted = reason;
            return this;
        }

        One at(long first, long second) {
            before = first;
            height = second;
            return this;
        }

        One old() {
            age = 60_000;
            return this;
        }

        One unheard(int member, long millis) {
            silence.put(member, millis);
            return this;
        }

        One syncing(long to) {
            syncing = true;
            target = to;
            return this;
        }

        One link(int to, int delay, boolean cut) {
            links.add(Link.of(
                    "node" + number,
                    "node" + to,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("delayMillis", Integer.toString(delay))
                            .put("jitterMillis", "0")
                            .put("lossPermille", 0)
                            .put("cut", cut)
                            .put("passed", "0")
                            .put("dropped", "0")));
            return this;
        }

        One clock(long millis) {
            clock = millis;
            return this;
        }

        One gas(long of) {
            gas = of;
            return this;
        }

        One waiting(int count) {
            waiting = count;
            return this;
        }

        One disk(long bytes) {
            disk = bytes;
            return this;
        }

        One sync(long micros) {
            sync = micros;
            return this;
        }

        One peers(int count) {
            peers = count;
            return this;
        }

        One queue(int events) {
            queue = events;
            return this;
        }

        One block(String hash) {
            block = hash;
            return this;
        }

        One leader(String key) {
            leader = key;
            return this;
        }

        private static String key(int number) {
            return "0" + number + "000000" + number;
        }

        NodeFacts facts() {
            List<NodeFacts.Member> committee = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                committee.add(new NodeFacts.Member(
                        key(i), "node" + i, 1_000, OptionalLong.of(silence.getOrDefault(i, 100L))));
            }
            NodeFacts.Told told = new NodeFacts.Told(
                    clock,
                    1,
                    halted,
                    awaited,
                    height,
                    before,
                    height,
                    block,
                    age,
                    age,
                    120,
                    syncing,
                    target,
                    key(number),
                    leader,
                    committee,
                    peers < 0 ? 3 : peers,
                    waiting,
                    gas,
                    queue,
                    sync,
                    disk,
                    attempts,
                    links);
            return new NodeFacts(
                    "node" + number, "http://node" + number, down, answers ? Optional.of(told) : Optional.empty());
        }
    }
}
