package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Metrics;
import dev.arbor.platform.api.Metrics.Window;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Submissions of a form. */
@Path(CoreApi.PATH + "/kapps/{kapp}/forms/{form}/activity")
@Produces(MediaType.APPLICATION_JSON)
public class FormMetricsResource extends MetricsResource {

    @PathParam("kapp")
    private String kapp;

    @PathParam("form")
    private String form;

    @Override
    protected ObjectNode of(Metrics all, Identity who, Window window) {
        return all.ofForm(who, kapp, form, window);
    }
}
