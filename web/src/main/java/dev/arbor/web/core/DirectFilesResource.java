package dev.arbor.web.core;

import jakarta.ws.rs.Path;

/** Files where browsers look for them, outside of the API. */
@Path("/submissions/{id}/files")
public class DirectFilesResource extends FilesResource {}
