package io.gradchain.storage.fault;

import io.gradchain.genesis.fault.ErrorCode;

/** Every refusal of the storage module; numbers are never reused. */
public enum StorageError implements ErrorCode {
    DIRECTORY_LOCKED(
            "S-101", "data directory in use", "stop the node that runs on this directory, or choose another directory"),
    WRONG_CHAIN(
            "S-102",
            "data of another chain",
            "choose another data directory, or delete this one if its chain was a test you no longer need"),
    UNKNOWN_FORMAT(
            "S-103",
            "unknown format version",
            "run the version of gradchain that wrote it, or start from an empty directory"),
    DATABASE_UNREADABLE(
            "S-104",
            "database cannot be opened",
            "restore the directory from a snapshot, or delete its db folder and let the node sync again"),
    DIRECTORY_UNUSABLE(
            "S-105",
            "data directory cannot be used",
            "check that the path is a directory you may write to and the disk is not full"),
    LOG_DAMAGED(
            "S-106",
            "record log damaged",
            "run `gradchain repair` on the directory: it keeps a copy, keeps what is sound, and lets the validator only"
                    + " observe until the chain is past all it may have signed"),
    NOT_A_LOG("S-107", "not a record log", "the path names another kind of file: check the data directory"),
    GUARD_DAMAGED(
            "S-108",
            "sign guard damaged or lost",
            "run `gradchain repair` on the directory: it tells what is left to know of what the key signed");

    private final String id;
    private final String title;
    private final String hint;

    StorageError(String id, String title, String hint) {
        this.id = id;
        this.title = title;
        this.hint = hint;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String hint() {
        return hint;
    }
}
