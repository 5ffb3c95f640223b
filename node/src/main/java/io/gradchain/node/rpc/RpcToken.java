package io.gradchain.node.rpc;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The secret that opens development methods: 64 hexadecimal digits in a file only the node's user can read. */
public final class RpcToken {
    public static final String FILE = "rpc-token";

    private static final String SCHEME = "Bearer ";
    private static final String SHAPE = "[0-9a-f]{64}";

    private final byte[] digits;

    private RpcToken(String digits) {
        this.digits = digits.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the token of a data directory, or makes it with mode 0600. Throws where the disk refuses or the file is damaged. */
    public static RpcToken of(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
            byte[] secret = KeyPair.generate(new Ed25519()).seed();
            Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardCharsets.US_ASCII);
        } catch (FileAlreadyExistsException e) {
            // Kept from an earlier start: clients may hold it.
        }
        String digits = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!digits.matches(SHAPE)) {
            throw new IOException(file + " does not hold 64 hexadecimal digits; delete it and start again");
        }
        return new RpcToken(digits);
    }

    /** Whether an Authorization header shows this token; takes the same time for every wrong one. */
    boolean matches(String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        digits, authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
