package io.gradchain.cli.command;

import io.gradchain.cli.project.Template;
import java.util.Iterator;

/** What a project can start from, for the help: {@code ${COMPLETION-CANDIDATES}}. */
final class TemplateNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Template.names().iterator();
    }
}
