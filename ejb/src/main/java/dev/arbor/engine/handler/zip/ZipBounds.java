package dev.arbor.engine.handler.zip;

/**
 * How much a package may hold, so that none can fill the disk or the memory.
 *
 * @param entries how many entries it may have
 * @param bytes how many bytes it may unpack to
 * @param ratio how many times its own size it may unpack to; small packages are not held to it
 */
public record ZipBounds(int entries, long bytes, int ratio) {

    /** Below this, in bytes, a package may shrink as well as it can. */
    static final long SMALL = 8L * 1024 * 1024;

    /** What is usual. */
    public static final ZipBounds USUAL = new ZipBounds(20_000, 256L * 1024 * 1024, 200);
}
