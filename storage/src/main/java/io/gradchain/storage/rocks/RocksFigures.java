package io.gradchain.storage.rocks;

import io.gradchain.storage.kv.StoreFigures;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Reads RocksDB's properties, by the names in its {@code db.h}. */
final class RocksFigures {
    private RocksFigures() {}

    static StoreFigures read(RocksDB db, List<ColumnFamilyHandle> families) throws RocksDBException {
        long levelZero = 0;
        long stalls = 0;
        for (ColumnFamilyHandle family : families) {
            levelZero += Long.parseLong(db.getProperty(family, "rocksdb.num-files-at-level0"));
            var stalled = db.getMapProperty(family, "rocksdb.cf-write-stall-stats");
            stalls += count(stalled.get("total-delays")) + count(stalled.get("total-stops"));
        }
        return new StoreFigures(
                db.getAggregatedLongProperty("rocksdb.estimate-live-data-size"),
                db.getAggregatedLongProperty("rocksdb.total-sst-files-size"),
                db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables"),
                // The columns share one cache: the sum over them would count it as often as there are columns.
                db.getLongProperty("rocksdb.block-cache-usage"),
                db.getAggregatedLongProperty("rocksdb.estimate-pending-compaction-bytes"),
                levelZero,
                stalls,
                db.getLongProperty("rocksdb.is-write-stopped") != 0);
    }

    private static long count(String number) {
        return number == null ? 0 : Long.parseLong(number);
    }
}
