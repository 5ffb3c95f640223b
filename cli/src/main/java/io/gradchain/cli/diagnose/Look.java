package io.gradchain.cli.diagnose;

import io.gradchain.cli.chain.WatchClient;
import io.gradchain.cli.lab.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Looks at all nodes twice, a moment apart, and puts together what they say. */
public final class Look {
    private static final long WATCHED_MILLIS = 1_000;

    private Look() {}

    /** One node's answers; {@code sent} and {@code came} are our clock around {@code vitals}. */
    private record Answers(JsonNode consensus, JsonNode vitals, long sent, long came, Optional<JsonNode> lab) {}

    public static NetFacts at(List<Suspect> suspects) {
        Map<String, Answers> first = answers(suspects);
        try {
            TimeUnit.MILLISECONDS.sleep(WATCHED_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<String, Answers> second = answers(suspects);
        Map<String, String> names = new TreeMap<>();
        second.forEach((name, answers) ->
                answers.lab().ifPresent(lab -> names.put(lab.path("key").asString(), name)));
        long common = second.values().stream()
                .mapToLong(answers -> number(answers.vitals(), "finalHeight"))
                .min()
                .orElse(0);
        List<NodeFacts> nodes = new ArrayList<>();
        for (Suspect suspect : suspects) {
            Optional<NodeFacts.Told> told = Optional.ofNullable(second.get(suspect.name()))
                    .map(now -> told(
                            suspect,
                            first.getOrDefault(suspect.name(), now),
                            now,
                            suspect.client().block(common).orElse(""),
                            names));
            nodes.add(new NodeFacts(suspect.name(), suspect.url(), suspect.down(), told));
        }
        SortedMap<String, Long> parameters = new TreeMap<>();
        second.values().stream()
                .findFirst()
                .ifPresent(answers -> answers.consensus()
                        .path("parameters")
                        .properties()
                        .forEach(entry -> parameters.put(
                                entry.getKey(), Long.parseLong(entry.getValue().asString()))));
        return new NetFacts(parameters, WATCHED_MILLIS, nodes);
    }

    private static Map<String, Answers> answers(List<Suspect> suspects) {
        Map<String, Answers> answers = new TreeMap<>();
        for (Suspect suspect : suspects) {
            if (!suspect.down()) {
                ask(suspect.client()).ifPresent(given -> answers.put(suspect.name(), given));
            }
        }
        return answers;
    }

    private static Optional<Answers> ask(WatchClient client) {
        Optional<JsonNode> consensus = client.ask("consensus_status");
        if (consensus.isEmpty()) {
            return Optional.empty();
        }
        // On the connection that is open by now: what it takes is the way there and back.
        long sent = System.currentTimeMillis();
        Optional<JsonNode> vitals = client.ask("node_vitals");
        long came = System.currentTimeMillis();
        return vitals.map(given -> new Answers(consensus.get(), given, sent, came, client.ask("lab_show")));
    }

    private static NodeFacts.Told told(
            Suspect suspect, Answers first, Answers now, String finalBlock, Map<String, String> names) {
        JsonNode consensus = now.consensus();
        JsonNode vitals = now.vitals();
        long time = number(consensus, "time");
        JsonNode lastFinal = consensus.at("/last/final/at");
        long wentFinal = lastFinal.isMissingNode()
                ? number(consensus, "finalTime")
                : Math.max(number(consensus, "finalTime"), Long.parseLong(lastFinal.asString()));
        long millis = Math.max(1, now.sent() - first.sent());
        return new NodeFacts.Told(
                number(vitals, "time") - (now.sent() + now.came()) / 2,
                (now.came() - now.sent() + 1) / 2,
                consensus.path("halted").asString(),
                consensus.path("awaited").asString(""),
                number(vitals, "height"),
                number(first.vitals(), "finalHeight"),
                number(vitals, "finalHeight"),
                finalBlock,
                Math.max(0, time - number(consensus, "headTime")),
                Math.max(0, time - wentFinal),
                number(consensus, "view"),
                vitals.path("syncing").asBoolean(),
                number(vitals, "syncTarget"),
                consensus.path("validator").asString(""),
                consensus.path("leader").asString(""),
                members(consensus, time),
                (int) (number(vitals, "peersIn") + number(vitals, "peersOut")),
                (int) number(vitals, "waiting"),
                number(consensus, "executableGas"),
                (int) number(vitals, "queue"),
                vitals.at("/sync/p95Micros").asLong(),
                number(vitals, "diskFreeBytes"),
                (number(vitals, "sealAttempts") - number(first.vitals(), "sealAttempts")) * 1_000 / millis,
                links(suspect.name(), now, names));
    }

    private static List<NodeFacts.Member> members(JsonNode consensus, long time) {
        List<NodeFacts.Member> members = new ArrayList<>();
        for (JsonNode member : consensus.path("committee")) {
            members.add(new NodeFacts.Member(
                    member.path("key").asString(),
                    member.path("name").asString(""),
                    number(member, "weight"),
                    member.has("at") ? OptionalLong.of(time - number(member, "at")) : OptionalLong.empty()));
        }
        return members;
    }

    private static List<Link> links(String from, Answers answers, Map<String, String> names) {
        List<Link> links = new ArrayList<>();
        answers.lab()
                .ifPresent(lab -> lab.path("links").forEach(link -> {
                    String key = link.path("peer").asString();
                    links.add(Link.of(from, names.getOrDefault(key, key.substring(0, 8) + "…"), link));
                }));
        return links;
    }

    /** Numbers of 64 bits travel as text. */
    private static long number(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isString() ? Long.parseLong(value.asString()) : value.asLong(0);
    }
}
