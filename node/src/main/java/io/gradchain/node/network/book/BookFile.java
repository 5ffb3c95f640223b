package io.gradchain.node.network.book;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.node.fault.NodeError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of an address book; replaced whole. What is in it is no promise: a broken one is put aside, not feared. */
public final class BookFile {
    public static final String NAME = "peers.book";
    private static final Logger LOG = LoggerFactory.getLogger(BookFile.class);
    private static final long MAX_BYTES = 512 << 10;

    private final Path file;

    public BookFile(Path file) {
        this.file = file;
    }

    /** The book of the last run, or an empty one with {@code secret} where there is none that can be read. */
    public AddressBook read(byte[] secret) {
        try {
            if (Files.exists(file)) {
                if (Files.size(file) > MAX_BYTES) {
                    throw new IOException("more than " + MAX_BYTES + " bytes");
                }
                return AddressBook.decode(Files.readAllBytes(file));
            }
        } catch (IOException | DecodeException e) {
            complain(e);
        }
        return new AddressBook(secret);
    }

    /** Replaces the file by what {@link AddressBook#encoded} gave. */
    public void write(byte[] encoded) {
        Path next = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(encoded);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                // Else a power cut may leave the new name with nothing in it.
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            complain(e);
        }
    }

    private void complain(Exception e) {
        LOG.warn(new Refusal(NodeError.ADDRESS_BOOK, file.toString(), String.valueOf(e.getMessage())).message());
    }
}
