package io.gradchain.cli.command;

import io.gradchain.mlvm.grad.Library;
import java.util.Iterator;

/** The contracts of the library, for the help: {@code ${COMPLETION-CANDIDATES}}. */
final class LibraryNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Library.names().iterator();
    }
}
