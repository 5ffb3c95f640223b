package io.gradchain.node;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.keys.KeyFile;
import io.gradchain.node.rpc.RpcToken;
import io.gradchain.storage.DataDirectory;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be found, read and allowed before a node can be wired: its directory, keys and token. */
final class NodeStart {
    private static final Logger LOG = LoggerFactory.getLogger(NodeStart.class);

    private NodeStart() {}

    static Attempt<Node> of(NodeConfig config, UnaryOperator<ConsensusEngine> engines) {
        SignatureScheme scheme = new Ed25519();
        return DataDirectory.open(config.directory(), config.spec().hash()).then(directory -> {
            Attempt<Node> started = KeyFile.readOrCreate(config.directory().resolve(NodeConfig.NODE_KEY), scheme)
                    .then(identity -> validatorKey(config, scheme)
                            .then(validator -> token(config)
                                    .then(token -> SnapshotStart.of(config, identity, directory)
                                            .then(whole ->
                                                    Node.wire(config, identity, validator, token, whole, engines)))));
            if (started instanceof Attempt.Refused<Node>) {
                directory.close();
            }
            return started;
        });
    }

    private static Attempt<Optional<KeyPair>> validatorKey(NodeConfig config, SignatureScheme scheme) {
        Attempt<Optional<KeyPair>> found = config.validator().isPresent()
                ? new Attempt.Done<>(config.validator())
                : KeyFile.find(config.directory().resolve(NodeConfig.VALIDATOR_KEY), scheme);
        return found.then(key -> {
            if (key.isEmpty()) {
                return new Attempt.Done<>(key);
            }
            if (!config.spec().test()) {
                return Attempt.refused(
                        NodeError.PLAIN_KEY, config.directory().toString(), "the spec does not say test");
            }
            if (isOutsideForEver(config.spec(), key.get().publicKey())) {
                return Attempt.refused(
                        NodeError.NOT_IN_COMMITTEE,
                        config.directory().toString(),
                        key.get().publicKey().hex());
            }
            LOG.warn("{}: the validator key lies UNENCRYPTED on disk: good for this test chain only", config.name());
            return new Attempt.Done<>(key);
        });
    }

    /** Where committees change, a key may be bonded later; where anyone may propose, any key will do. */
    private static boolean isOutsideForEver(ChainSpec spec, PublicKey key) {
        return Engines.spec(spec).proposers() == EngineSpec.Proposers.ELECTED
                && spec.parameter("epoch_blocks", 0) == 0
                && Committee.genesis(spec).indexOf(key) < 0;
    }

    private static Attempt<RpcToken> token(NodeConfig config) {
        try {
            return new Attempt.Done<>(RpcToken.of(config.directory()));
        } catch (IOException e) {
            return Attempt.refused(NodeError.KEY_FILE, config.directory().toString(), e.getMessage());
        }
    }
}
