package dev.arbor.engine.handler.zip;

import dev.arbor.engine.api.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jboss.logging.Logger;

/**
 * The zip of a handler, opened. Both layouts are read, the one with a folder around everything and the one without;
 * junk is left out. Each path is judged when it is opened, and sizes are counted by what really comes out of it.
 */
public final class HandlerZip implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HandlerZip.class);
    private static final int BUFFER = 64 * 1024;
    private static final Set<String> MARKS = Set.of("handler/init.rb", "process/node.xml");

    private final Path file;
    private final ZipFile zip;
    private final SortedMap<String, ZipEntry> entries;
    private final long most;
    private long unpacked;

    private HandlerZip(Path file, ZipFile zip, SortedMap<String, ZipEntry> entries, ZipBounds bounds, long size) {
        this.file = file;
        this.zip = zip;
        this.entries = entries;
        this.most = Math.min(bounds.bytes(), Math.max(ZipBounds.SMALL, size * bounds.ratio()));
    }

    /**
     * Opens a package.
     *
     * @throws Refusal INVALID when it is no zip ({@code invalid_package}), has a path or a link that leads outside
     *     ({@code unsafe_path}), or too many entries ({@code package_too_large})
     */
    public static HandlerZip open(byte[] content, ZipBounds bounds) {
        return open(content, bounds, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static HandlerZip open(byte[] content, ZipBounds bounds, Path temporary) {
        Path file = null;
        ZipFile zip = null;
        try {
            file = Files.createTempFile(temporary, "arbor-package", ".zip");
            Files.write(file, content);
            zip = new ZipFile(file.toFile());
            Optional<String> link = ZipLinks.first(content);
            if (link.isPresent()) {
                throw Refusal.invalid(
                        "unsafe_path",
                        "Expected files in the package, but '" + link.get() + "' is a link to somewhere else.");
            }
            HandlerZip opened = new HandlerZip(file, zip, entries(zip, bounds), bounds, content.length);
            file = null;
            zip = null;
            return opened;
        } catch (ZipException | IllegalArgumentException e) {
            throw Refusal.invalid(
                    "invalid_package", "Expected a zip of a handler, but it cannot be read: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to keep a package for a moment, but it failed.", e);
        } finally {
            closeQuietly(zip, file);
        }
    }

    private static SortedMap<String, ZipEntry> entries(ZipFile zip, ZipBounds bounds) {
        if (zip.size() > bounds.entries()) {
            throw tooLarge("at most " + bounds.entries() + " entries, but there are " + zip.size());
        }
        SortedMap<String, ZipEntry> entries = new TreeMap<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            Optional<String> path = EntryName.path(entry.getName());
            if (path.isPresent() && !entry.isDirectory() && entries.put(path.get(), entry) != null) {
                throw Refusal.invalid(
                        "invalid_package",
                        "Expected each file once in the package, but '" + path.get() + "' is there twice.");
            }
        }
        refuseFilesAsFolders(entries);
        return withoutTop(entries);
    }

    private static void refuseFilesAsFolders(SortedMap<String, ZipEntry> entries) {
        for (String path : entries.keySet()) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                if (entries.containsKey(path.substring(0, slash))) {
                    throw Refusal.invalid(
                            "invalid_package",
                            "Expected '" + path.substring(0, slash)
                                    + "' in the package to be a file or a folder, but it is both.");
                }
            }
        }
    }

    /** Without the folder that is around everything, if there is one. */
    private static SortedMap<String, ZipEntry> withoutTop(SortedMap<String, ZipEntry> entries) {
        Set<String> tops = new HashSet<>();
        for (String path : entries.keySet()) {
            tops.add(path.contains("/") ? path.substring(0, path.indexOf('/')) : "");
        }
        if (MARKS.stream().anyMatch(entries::containsKey) || tops.size() != 1 || tops.contains("")) {
            return entries;
        }
        SortedMap<String, ZipEntry> inside = new TreeMap<>();
        entries.forEach((path, entry) -> inside.put(path.substring(path.indexOf('/') + 1), entry));
        return inside;
    }

    /** The paths of its files, sorted. */
    public SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
    }

    /**
     * The content of a file, if it is there.
     *
     * @throws Refusal INVALID when the package unpacks to more than it may, or is broken
     */
    public Optional<byte[]> read(String path) {
        if (!entries.containsKey(path)) {
            return Optional.empty();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        copy(path, content);
        return Optional.of(content.toByteArray());
    }

    /** Counts what comes out of everything; refused as {@link #read} refuses. */
    public void measure() {
        unpacked = 0;
        entries.keySet().forEach(path -> copy(path, OutputStream.nullOutputStream()));
        unpacked = 0;
    }

    /** Writes its files into a folder, which is there and empty. */
    public void unpack(Path folder) throws IOException {
        unpacked = 0;
        Map<Path, Boolean> made = new HashMap<>();
        for (String path : entries.keySet()) {
            Path target = folder.resolve(path).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("Expected '" + path + "' to stay within its folder.");
            }
            if (made.putIfAbsent(target.getParent(), true) == null) {
                Files.createDirectories(target.getParent());
            }
            try (OutputStream out = Files.newOutputStream(target)) {
                copy(path, out);
            }
        }
    }

    private void copy(String path, OutputStream target) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = zip.getInputStream(entries.get(path))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                unpacked += read;
                if (unpacked > most) {
                    throw tooLarge("at most " + most + " bytes when it is unpacked, but there are more");
                }
                target.write(buffer, 0, read);
            }
        } catch (ZipException | EOFException e) {
            throw Refusal.invalid(
                    "invalid_package",
                    "Expected to read '" + path + "' of the package, but it is broken: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read '" + path + "' of a package, but it failed.", e);
        }
    }

    private static Refusal tooLarge(String limit) {
        return Refusal.invalid("package_too_large", "Expected a package of " + limit + ".");
    }

    @Override
    public void close() {
        closeQuietly(zip, file);
    }

    private static void closeQuietly(ZipFile zip, Path file) {
        try {
            if (zip != null) {
                zip.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("The temporary file %s of a package could not be removed: %s", file, e.getMessage());
        }
    }
}
