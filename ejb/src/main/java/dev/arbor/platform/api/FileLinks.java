package dev.arbor.platform.api;

/**
 * Links to files that need no sign-in (integrator spec 4.5): whoever has one may fetch the one file for a few seconds, as a
 * browser does that cannot send credentials. Everything may throw {@link PlatformRefusal}.
 */
public interface FileLinks {

    /**
     * A ticket for a file of a submission, for somebody who may see it.
     *
     * @param index which of the files of the field, from 0
     * @return a text that fits into a path
     */
    String ticket(Identity who, String submission, String field, int index, String name);

    /**
     * The file of a ticket.
     *
     * @param name of the file
     * @throws PlatformRefusal 403 when the ticket is not one of ours or has expired
     */
    Files.Stored open(String ticket, String name);
}
