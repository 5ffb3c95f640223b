package io.gradchain.storage.file;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.fault.StorageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a record log still holds, damaged or not; reading changes nothing (S-6).
 *
 * @param records whole ones, also those behind the damage
 * @param damagedAt first byte that belongs to no whole record; -1 where there is none
 * @param lostBytes how many such bytes there are
 */
public record LogSalvage(Path file, Hash chain, List<byte[]> records, long damagedAt, long lostBytes) {
    public LogSalvage {
        records = List.copyOf(records);
    }

    public boolean isDamaged() {
        return damagedAt >= 0;
    }

    /** Refuses a file that is no record log or, if its header can be read, another chain's. */
    public static Attempt<LogSalvage> read(Path file, Hash chain) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Attempt<byte[]> header = RecordLog.checkHeader(file, bytes, chain);
            if (header instanceof Attempt.Refused<byte[]>(var refusal) && refusal.code() != StorageError.LOG_DAMAGED) {
                return Attempt.refused(refusal.code(), refusal.place(), refusal.cause());
            }
            boolean sound = header instanceof Attempt.Done<byte[]>;
            return new Attempt.Done<>(scan(file, chain, bytes, sound ? -1 : 0));
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, file.toString(), e.toString());
        }
    }

    private static LogSalvage scan(Path file, Hash chain, byte[] bytes, long headerDamage) {
        List<byte[]> records = new ArrayList<>();
        long damagedAt = headerDamage;
        long lost = 0;
        for (int at = LogFormat.HEADER_BYTES; at < bytes.length; ) {
            int length = LogFormat.recordAt(bytes, at);
            if (length >= 0) {
                records.add(LogFormat.payload(bytes, at, length));
                at += LogFormat.FRAME_BYTES + length;
            } else {
                damagedAt = damagedAt < 0 ? at : damagedAt;
                lost++;
                at++;
            }
        }
        return new LogSalvage(file, chain, records, damagedAt, lost);
    }

    /** Keeps the file as {@code NAME.damaged-N}, and leaves in its place a log of the whole records; where the copy is. */
    public Attempt<Path> rewrite() {
        try {
            int number = 1;
            Path copy = file.resolveSibling(file.getFileName() + ".damaged-" + number);
            while (Files.exists(copy)) {
                copy = file.resolveSibling(file.getFileName() + ".damaged-" + ++number);
            }
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            RecordLog.replace(file, RecordLog.whole(chain, records));
            return new Attempt.Done<>(copy);
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, file.toString(), e.toString());
        }
    }
}
