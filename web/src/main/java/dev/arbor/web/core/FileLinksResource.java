package dev.arbor.web.core;

import dev.arbor.platform.api.FileLinks;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Files by their ticket, for whoever has it: nobody is asked who they are. */
@Path("/app/files/{ticket}/{name}")
public class FileLinksResource {

    @Inject
    private FileLinks links;

    @GET
    public Response download(@PathParam("ticket") String ticket, @PathParam("name") String name) {
        return Downloads.of(links.open(ticket, name));
    }
}
