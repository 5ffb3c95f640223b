package io.gradchain.cli.project;

import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.error.CliError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Makes the folder of a project; it never writes over anything. */
public final class NewProject {
    private static final String NAME = "\\p{L}[\\p{L}\\p{Nd}_-]{0,39}";

    private final Path folder;
    private final List<String> files = new ArrayList<>();

    private NewProject(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the files of a template into a new folder.
     *
     * @return their names in it
     */
    public static List<String> write(Template template, Path parent, String name) {
        if (!name.matches(NAME)) {
            throw CliError.BAD_OPTION.at(
                    name,
                    "this is no name for a project",
                    "a letter first, then letters, digits, - and _, 40 characters at most");
        }
        NewProject project = new NewProject(parent.resolve(name));
        try {
            project.fill(template);
        } catch (FileAlreadyExistsException e) {
            throw CliError.FOLDER_EXISTS.at(e.getMessage(), "it exists already and is left as it is");
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(project.folder.toString(), e.toString());
        }
        return project.files;
    }

    private void fill(Template template) throws IOException {
        Files.createDirectory(folder);
        write(ContractProject.FILE, ProjectText.of(template));
        write("contract.grad", template.source());
        if (template.test().isPresent()) {
            write("contract_test.grad", template.test().get());
        }
        if (template.data().isPresent()) {
            BundledData data = template.data().get();
            Files.createDirectory(folder.resolve("data"));
            write("data/" + data.label() + ".csv", data.text());
            // the licence of one of them asks that its authors be named wherever it goes
            write("data/README.md", BundledData.readme());
        }
    }

    private void write(String file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(file), bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        files.add(file);
    }
}
