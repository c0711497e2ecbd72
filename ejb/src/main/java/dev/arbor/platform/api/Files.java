package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/** Files of submissions (integrator spec 4.5). Their content is streamed; everything may throw {@link PlatformRefusal}. */
public interface Files {

    /**
     * A file to send.
     *
     * @param path where it is
     */
    record Stored(UUID id, String name, String contentType, long size, String sha256, Path path) {}

    /**
     * Takes a file for a submission to come of a form; gives the value that the field of a submission is set to.
     *
     * @throws PlatformRefusal also when it is larger than is accepted; nothing of it is kept then
     */
    ObjectNode upload(Identity who, String kapp, String form, String name, String contentType, InputStream content);

    /** The same for a submission that is there. */
    ObjectNode upload(Identity who, String submission, String name, String contentType, InputStream content);

    /**
     * A file of a submission.
     *
     * @param index which of the files of the field, from 0
     */
    Stored open(Identity who, String submission, String field, int index, String name);
}
