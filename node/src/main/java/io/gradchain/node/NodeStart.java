package io.gradchain.node;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.node.fault.FailPoint;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.keys.KeyFile;
import io.gradchain.node.rpc.RpcToken;
import io.gradchain.node.runtime.SignGuard;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.file.SlotFile;
import java.io.IOException;
import java.util.Optional;

/** What must be found, read and allowed before a node can be wired: its directory, keys and token. */
final class NodeStart {
    private NodeStart() {}

    static Attempt<Node> of(NodeConfig config, Insides insides) {
        SignatureScheme scheme = new Ed25519();
        if (FailPoint.isSet() && !config.spec().test()) {
            return Attempt.refused(NodeError.FAIL_POINT, config.name(), "the spec does not say test");
        }
        return DataDirectory.open(config.directory(), config.spec().hash()).then(directory -> {
            Attempt<Node> started = KeyFile.readOrCreate(config.directory().resolve(NodeConfig.NODE_KEY), scheme)
                    .then(identity -> ValidatorKey.of(config, scheme)
                            .then(validator -> guard(directory, validator)
                                    .then(guard -> token(config)
                                            .then(token -> SnapshotStart.of(config, identity, directory)
                                                    .then(whole -> Node.wire(
                                                            config, identity, validator, token, whole, guard,
                                                            insides))))));
            if (started instanceof Attempt.Refused<Node>) {
                directory.close();
            }
            return started;
        });
    }

    /** Who does not sign needs none. */
    private static Attempt<SignGuard> guard(DataDirectory directory, Optional<KeyPair> validator) {
        return switch (directory.guard()) {
            case Attempt.Done<SlotFile>(SlotFile file) -> new Attempt.Done<>(SignGuard.of(file));
            case Attempt.Refused<SlotFile>(Refusal refusal) ->
                validator.isEmpty()
                        ? new Attempt.Done<>(SignGuard.ofNobody())
                        : Attempt.refused(NodeError.GUARD_LOST, refusal.place(), refusal.cause());
        };
    }

    private static Attempt<RpcToken> token(NodeConfig config) {
        try {
            return new Attempt.Done<>(RpcToken.of(config.directory()));
        } catch (IOException e) {
            return Attempt.refused(NodeError.KEY_FILE, config.directory().toString(), e.getMessage());
        }
    }
}
