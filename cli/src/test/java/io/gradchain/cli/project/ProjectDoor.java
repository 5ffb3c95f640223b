package io.gradchain.cli.project;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.fuzz.Door;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's file, which is read inside this package alone. */
public final class ProjectDoor {
    private ProjectDoor() {}

    public static Door.Outcome read(Path folder, byte[] in) throws IOException {
        Files.write(folder.resolve(ContractProject.FILE), in);
        try {
            return Door.accepted(ProjectFile.read(folder).getClass().getSimpleName());
        } catch (CommandFailed e) {
            return new Door.Refused(e.problem().code() + e.problem().cause());
        }
    }
}
