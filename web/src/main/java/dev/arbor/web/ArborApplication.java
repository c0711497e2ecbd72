package dev.arbor.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources, found by scanning; each says its whole path. */
@ApplicationPath("/")
public class ArborApplication extends Application {}
