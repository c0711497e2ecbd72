package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Forms of datastores went with older versions of the API; clients still look for their definitions and find none. */
@Path(CoreApi.PATH + "/datastoreFormAttributeDefinitions")
@Produces(MediaType.APPLICATION_JSON)
public class DatastoreFormAttributesResource {

    @GET
    public ObjectNode list() {
        return Envelope.list("datastoreFormAttributeDefinitions", List.of(), Optional.empty());
    }
}
