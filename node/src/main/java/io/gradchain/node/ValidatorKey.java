package io.gradchain.node;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.keys.KeyFile;
import io.gradchain.node.keys.KeystoreFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which key a node votes with, and whether it may: a plain one on test chains only, an encrypted one anywhere. */
final class ValidatorKey {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorKey.class);

    private ValidatorKey() {}

    /** Empty for an observer. */
    static Attempt<Optional<KeyPair>> of(NodeConfig config, SignatureScheme scheme) {
        return found(config, scheme)
                .then(key -> key.isPresent()
                                && isOutsideForEver(config.spec(), key.get().publicKey())
                        ? Attempt.refused(
                                NodeError.NOT_IN_COMMITTEE,
                                config.directory().toString(),
                                key.get().publicKey().hex())
                        : new Attempt.Done<>(key));
    }

    private static Attempt<Optional<KeyPair>> found(NodeConfig config, SignatureScheme scheme) {
        Path plain = config.directory().resolve(NodeConfig.VALIDATOR_KEY);
        Path locked = config.directory().resolve(NodeConfig.VALIDATOR_KEYSTORE);
        if (Files.exists(locked)) {
            return Files.exists(plain) || config.validator().isPresent()
                    ? Attempt.refused(
                            NodeError.TWO_KEYS, config.directory().toString(), "validator.json is one of them")
                    : KeystoreFile.open(locked, config.settings().passwords(), scheme)
                            .then(key -> new Attempt.Done<>(Optional.of(key)));
        }
        return config.validator().isPresent()
                ? plain(config, config.validator())
                : KeyFile.find(plain, scheme).then(key -> plain(config, key));
    }

    private static Attempt<Optional<KeyPair>> plain(NodeConfig config, Optional<KeyPair> key) {
        if (key.isEmpty()) {
            return new Attempt.Done<>(key);
        }
        if (!config.spec().test()) {
            return Attempt.refused(NodeError.PLAIN_KEY, config.directory().toString(), "the spec does not say test");
        }
        LOG.warn("{}: the validator key is NOT ENCRYPTED: good for this test chain only", config.name());
        return new Attempt.Done<>(key);
    }

    /** Where committees change, a key may be bonded later; where anyone may propose, any key will do. */
    private static boolean isOutsideForEver(ChainSpec spec, PublicKey key) {
        return Engines.spec(spec).proposers() == EngineSpec.Proposers.ELECTED
                && spec.parameter("epoch_blocks", 0) == 0
                && Committee.genesis(spec).indexOf(key) < 0;
    }
}
