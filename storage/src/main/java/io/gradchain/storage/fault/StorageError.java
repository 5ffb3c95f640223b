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
            "do not delete the log of a validator that is still voting: without it the validator may vote twice."
                    + " Restore the file from the disk's backup, or retire this validator key and join with a new one"),
    NOT_A_LOG("S-107", "not a record log", "the path names another kind of file: check the data directory");

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
