package io.gradchain.node;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.keys.KeyFile;
import io.gradchain.node.rpc.RpcToken;
import io.gradchain.storage.DataDirectory;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** What must be found, read and allowed before a node can be wired: its directory, keys and token. */
final class NodeStart {
    private NodeStart() {}

    static Attempt<Node> of(NodeConfig config, UnaryOperator<ConsensusEngine> engines) {
        SignatureScheme scheme = new Ed25519();
        return DataDirectory.open(config.directory(), config.spec().hash()).then(directory -> {
            Attempt<Node> started = KeyFile.readOrCreate(config.directory().resolve(NodeConfig.NODE_KEY), scheme)
                    .then(identity -> ValidatorKey.of(config, scheme)
                            .then(validator -> token(config)
                                    .then(token -> Node.wire(config, identity, validator, token, directory, engines))));
            if (started instanceof Attempt.Refused<Node>) {
                directory.close();
            }
            return started;
        });
    }

    private static Attempt<RpcToken> token(NodeConfig config) {
        try {
            return new Attempt.Done<>(RpcToken.of(config.directory()));
        } catch (IOException e) {
            return Attempt.refused(NodeError.KEY_FILE, config.directory().toString(), e.getMessage());
        }
    }
}
