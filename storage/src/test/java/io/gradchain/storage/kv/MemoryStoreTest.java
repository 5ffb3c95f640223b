package io.gradchain.storage.kv;

import java.nio.file.Path;

final class MemoryStoreTest extends KeyValueStoreContract {
    @Override
    protected KeyValueStore create(Path directory) {
        return new MemoryStore();
    }
}
