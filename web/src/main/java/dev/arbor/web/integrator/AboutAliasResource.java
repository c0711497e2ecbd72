package dev.arbor.web.integrator;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The same without {@code /api}, as older clients ask (integrator spec 1.1). */
@Path("/app/integrator")
@Produces(MediaType.APPLICATION_JSON)
public class AboutAliasResource extends AboutResource {}
