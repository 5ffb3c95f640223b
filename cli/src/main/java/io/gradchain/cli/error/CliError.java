package io.gradchain.cli.error;

import io.gradchain.genesis.fault.ErrorCode;

/** Every refusal of the command line, numbered for good. */
public enum CliError implements ErrorCode {
    FILE_UNREADABLE("X-01", 65, "file cannot be read", "check the path; the file must be UTF-8 text with commas"),
    CSV_EMPTY("X-02", 65, "no samples", "the first line names the columns, every further line is a sample"),
    CSV_RAGGED_ROW("X-03", 65, "ragged row", "check the separators of the line; cells that hold a comma need quotes"),
    CSV_NOT_A_NUMBER("X-04", 65, "not a number", "remove the row, or encode the category as numbers"),
    CSV_NOT_FINITE("X-05", 65, "not finite", "a model cannot learn from it: remove the row or fill in a value"),
    CSV_MISSING_COLUMN("X-06", 65, "missing column", "the header line lists the columns there are"),
    CSV_DUPLICATE_COLUMN("X-07", 65, "two columns of one name", "give every column its own name"),
    CSV_TARGET_NO_CLASS(
            "X-08", 65, "target is no class", "classifiers learn the whole numbers 0, 1, …; deploy linear for others"),
    CSV_CONSTANT_COLUMN("X-09", 65, "constant column", "such a column teaches nothing: remove it"),
    CSV_OUT_OF_RANGE("X-10", 65, "outside the range of fixed", "rescale the column"),
    CSV_TOO_LARGE("X-11", 65, "file too large", "train on a sample of the rows"),
    SPLIT_IMPOSSIBLE(
            "X-12", 65, "impossible split", "choose a fraction in [0, 1) that leaves rows on both sides, such as 0.2"),
    SOURCE_REFUSED("X-13", 65, "contract does not compile", "gradchain explain CODE says more about a number"),
    TESTS_FAILED("X-14", 1, "tests fail", "each says above what it claims and what is the case"),
    PROJECT_WRONG(
            "X-16",
            65,
            "gradchain.toml cannot be used",
            "gradchain new counter NAME makes a folder with one that works"),
    BAD_OPTION("X-20", 2, "bad option", "--help shows what the command takes"),
    UNKNOWN_NAME(
            "X-21", 1, "unknown name", "names of accounts: gradchain keys; of contracts: gradchain testnet status"),
    WRONG_FEATURES("X-22", 65, "features do not fit the contract", "deploy a contract with --features as many"),
    FOLDER_EXISTS("X-23", 1, "folder exists", "choose another name, or remove the folder yourself"),
    FILE_UNWRITABLE("X-24", 1, "file cannot be written", "check the folder's permissions and the space on the disk"),
    NO_TESTNET("X-30", 1, "no testnet", "start one: gradchain testnet up"),
    TESTNET_RUNNING("X-31", 1, "a testnet runs already", "stop it first: gradchain testnet down"),
    PORT_IN_USE("X-32", 1, "port in use", "choose another port, or leave --port out to take the next free one"),
    NODE_UNREACHABLE("X-33", 1, "node does not answer", "gradchain testnet status tells what runs"),
    NODE_FAILED_TO_START("X-35", 1, "node failed to start", "the node's log has the cause"),
    TIMEOUT("X-36", 1, "took too long", "gradchain testnet status tells whether blocks still come"),
    NOT_A_TEST_CHAIN("X-37", 1, "not a test chain", "the network lab exists on chains whose spec says test only"),
    TRANSACTION_FAILED("X-40", 1, "transaction failed", "the fee is paid, the state is otherwise unchanged"),
    NOT_FOUND("X-41", 1, "not on this chain", "check the identifier"),
    REPLAY_DISAGREES(
            "X-51", 1, "the replay disagrees with the header", "the node's database is damaged, or it is a bug"),
    CODE_DIFFERS(
            "X-56",
            1,
            "the code is not what the source compiles to",
            "do not trust this source: read the code's interface with gradchain call, or ask who deployed it"),
    NO_SOURCE("X-57", 1, "no source on the chain", "compare with a file: gradchain verify NAME --source FILE.grad"),
    COMPILER_DIFFERS(
            "X-58",
            1,
            "the code is of another compiler",
            "verify with the version of gradchain that it was deployed with"),
    SIMULATION_VIOLATED(
            "X-60", 1, "the simulation found a violation", "the command it prints repeats the run exactly: report it"),
    GUILTY("X-61", 1, "validators contradicted themselves", "the statements above prove it to anyone"),
    SNAPSHOT_EXISTS("X-115", 1, "a snapshot of that name exists", "choose another name, or remove its folder yourself"),
    NO_SNAPSHOT("X-116", 1, "no such snapshot", "gradchain snapshot list shows which there are"),
    BAD_SNAPSHOT_NAME("X-117", 2, "not a name for a snapshot", "1 to 64 letters, digits, hyphens and points"),
    NO_LOCAL_CHAIN("X-118", 65, "not a chain of a local testnet", "import takes what gradchain snapshot export wrote"),
    NO_DATABASE(
            "X-125", 1, "no database", "name a node of the testnet (node1…) or a data directory in a testnet's folder"),
    NODE_RUNS("X-126", 1, "the node runs", "stop it first: gradchain testnet down"),
    DATABASE_WRONG(
            "X-127",
            1,
            "the database is not whole",
            "keep votes.log, delete the db folder beside it and start the node: it syncs from the others"),
    KEY_NAME("X-155", 2, "not a name for a key", "choose one such as savings or validator-2"),
    KEY_EXISTS("X-156", 1, "a key of this name exists", "choose another name; gradchain keys remove NAME forgets one"),
    NO_PASSWORD("X-157", 1, "no password", "run it in a terminal, or name a file of mode 600: --password-file FILE"),
    PASSWORDS_DIFFER("X-158", 1, "the passwords differ", "type the same password twice"),
    PASSWORD_SHORT("X-159", 1, "password too short", "take eight characters or more; a few unrelated words are good"),
    WORDS_UNSEEN(
            "X-160", 1, "nobody would see the words", "run it in a terminal, or say --show-words to print them here"),
    NOT_CONFIRMED("X-161", 1, "not confirmed", "type the name of the key, or say --yes"),
    KEY_FOREIGN(
            "X-162", 65, "a key of another kind", "gradchain signs with Ed25519: make a key with gradchain keys new"),
    TORTURE_VIOLATED(
            "X-170", 1, "a promise was broken", "the folder it names has the databases and logs: report it with them"),
    GOAL_MISSED("X-171", 1, "slower than the goal", "nothing was lost; repeat it on a machine that does nothing else"),
    INTERNAL("X-99", 1, "a bug in gradchain", "please report it with the command and the log");

    private final String id;
    private final int status;
    private final String title;
    private final String hint;

    CliError(String id, int status, String title, String hint) {
        this.id = id;
        this.status = status;
        this.title = title;
        this.hint = hint;
    }

    @Override
    public String id() {
        return id;
    }

    /** The process's exit code: 1 failure, 2 usage, 65 a fault in the data given. */
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String hint() {
        return hint;
    }

    /** This refusal with its particulars, to be thrown. */
    public CommandFailed at(String place, String cause) {
        return at(place, cause, hint);
    }

    /** As {@link #at(String, String)}, with a hint that fits the case better. */
    public CommandFailed at(String place, String cause, String betterHint) {
        return new CommandFailed(new Problem(id, status, title, place, cause, betterHint));
    }
}
