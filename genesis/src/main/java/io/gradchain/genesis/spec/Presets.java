package io.gradchain.genesis.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.genesis.types.Amount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chain specs that come with the program. All are test chains run by {@link DevKeys}. */
public final class Presets {
    /** Names that {@link #load} knows. */
    public static final List<String> NAMES = List.of("local-pos-4");

    /** Engines that {@link #local} knows, in the order of their chain ids. */
    public static final List<String> ENGINES = List.of("pos", "pow", "dpos", "solo");

    private static final long FIRST_CHAIN_ID = 7001;

    /** 2026-01-01T00:00:00Z: in the past of every machine that runs this, since headers only need to ascend. */
    private static final long LOCAL_GENESIS_MILLIS = 1_767_225_600_000L;

    private Presets() {}

    public static Attempt<ChainSpec> load(String name) {
        if (!NAMES.contains(name)) {
            return Attempt.refused(
                    GenesisError.UNKNOWN_PRESET, "'" + name + "'", "the bundled ones are " + String.join(", ", NAMES));
        }
        String resource = "/io/gradchain/genesis/presets/" + name + ".toml";
        try (InputStream in = Presets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return ChainSpecToml.parse("preset " + name, new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A local proof-of-stake test chain; see {@link #local}. */
    public static ChainSpec localPos(int validators) {
        return local("pos", validators);
    }

    /**
     * A local test chain under one of {@link #ENGINES}, with {@code validators} equal dev validators {@code node1…} and eight
     * rich people. The spec of any other engine has the common parameters alone.
     */
    public static ChainSpec local(String engine, int validators) {
        SignatureScheme scheme = new Ed25519();
        List<ChainSpec.Validator> committee = new ArrayList<>();
        for (int number = 1; number <= validators; number++) {
            String name = DevKeys.validator(number);
            committee.add(new ChainSpec.Validator(
                    name,
                    DevKeys.of(scheme, name).publicKey(),
                    Optional.of(DevKeys.vrf(name).publicKey()),
                    Amount.grad(1_000).units(),
                    DevKeys.address(scheme, name)));
        }
        List<ChainSpec.Account> accounts = DevKeys.PEOPLE.stream()
                .map(name -> new ChainSpec.Account(name, DevKeys.address(scheme, name), Amount.grad(1_000_000)))
                .toList();
        return new ChainSpec(
                "local-" + engine + "-" + validators,
                FIRST_CHAIN_ID + Math.max(0, ENGINES.indexOf(engine)),
                true,
                LOCAL_GENESIS_MILLIS,
                engine,
                parameters(engine, validators),
                committee,
                accounts);
    }

    /** As {@link #local}, in a hurry: blocks that are mined come four times as often. */
    public static ChainSpec brisk(String engine, int validators) {
        ChainSpec usual = local(engine, validators);
        SortedMap<String, Long> parameters = new TreeMap<>(usual.parameters());
        parameters.computeIfPresent("block_time_ms", (name, millis) -> millis / 4);
        parameters.computeIfPresent("half_life_ms", (name, millis) -> millis / 4);
        parameters.computeIfPresent("initial_difficulty", (name, hashes) -> hashes / 4);
        return new ChainSpec(
                "brisk-" + engine + "-" + validators,
                usual.chainId(),
                usual.test(),
                usual.genesisTimeMillis(),
                engine,
                parameters,
                usual.validators(),
                usual.accounts());
    }

    private static SortedMap<String, Long> parameters(String engine, int validators) {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("block_gas_limit", 1_000_000_000L);
        parameters.put("block_reward", 2 * Amount.UNITS_PER_GRAD);
        parameters.put("min_gas_price", 1L);
        switch (engine) {
            case "pos" -> {
                parameters.put("delta_ms", 250L);
                parameters.put("delta_cap_ms", 5_000L);
                parameters.put("min_block_interval_ms", 0L);
                parameters.put("max_empty_interval_ms", 2_000L);
                parameters.put("timer_ns_per_gas", 4L);
                parameters.put("epoch_blocks", 120L);
            }
            case "dpos" -> {
                parameters.put("slot_ms", 500L);
                parameters.put("committee_size", Math.max(4L, validators));
                parameters.put("epoch_blocks", 120L);
            }
            case "pow" -> {
                parameters.put("block_time_ms", 2_000L);
                parameters.put("half_life_ms", 32_000L);
                parameters.put("initial_difficulty", 1L << 20);
                parameters.put("confirmations", 6L);
                parameters.put("miner_threads", 1L);
                parameters.put("miner_duty_permille", 100L);
            }
            default -> {}
        }
        return parameters;
    }
}
