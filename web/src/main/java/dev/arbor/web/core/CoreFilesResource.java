package dev.arbor.web.core;

import jakarta.ws.rs.Path;

/** Files where the links of submissions lead. */
@Path(CoreApi.PATH + "/submissions/{id}/files")
public class CoreFilesResource extends FilesResource {}
