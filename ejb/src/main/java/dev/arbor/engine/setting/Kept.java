package dev.arbor.engine.setting;

/** Something that a server keeps in memory of what people set once for all servers. A CDI bean of this type is told. */
public interface Kept {

    /** What is kept may be old: it is read again. */
    void reload();
}
