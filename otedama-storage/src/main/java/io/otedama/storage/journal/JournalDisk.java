package io.otedama.storage.journal;

import java.io.IOException;
import java.util.List;

/** One directory on a disk: everything that journal and snapshots ask of the outside, so that tests can be the outside. Any thread. */
public interface JournalDisk {
    /** Makes the directory if it is missing. */
    void makeDirectory() throws IOException;

    /** Names of the files in the directory, in no order; empty when the directory does not exist. */
    List<String> list() throws IOException;

    /** An empty file for reading and writing; an old one of that name loses its content. */
    JournalFile create(String name) throws IOException;

    /**
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    JournalFile open(String name, boolean writable) throws IOException;

    /** Gives a file another name; who had that name is gone in the same instant. */
    void rename(String from, String to) throws IOException;

    /** No error when it is gone already. */
    void delete(String name) throws IOException;

    /** Makes created, renamed and deleted names survive a power loss. */
    void forceDirectory() throws IOException;

    long freeBytes() throws IOException;

    /**
     * Takes the right to write, for as long as the result is not closed.
     *
     * @throws io.otedama.error.JournalException when another one has it, in this process or another
     */
    AutoCloseable lock() throws IOException;

    /** Whether somebody writes. */
    boolean isLocked() throws IOException;

    /** How messages name a file, or the directory when empty. */
    String describe(String name);
}
