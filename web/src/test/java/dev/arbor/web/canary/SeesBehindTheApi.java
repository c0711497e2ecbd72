package dev.arbor.web.canary;

import dev.arbor.engine.canary.UsesRuby;

/** Breaks the rule that the web module sees the apis alone. */
public class SeesBehindTheApi {

    UsesRuby behind;
}
